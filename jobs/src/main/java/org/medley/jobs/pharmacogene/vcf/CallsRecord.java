package org.medley.jobs.pharmacogene.vcf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.pharmacogene.reading.Genotype;
import org.medley.jobs.pharmacogene.reading.RecordCall;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.vcf.Alleles;

/**
 * One record of a VCF file, checked. Samples with the same text share one call.
 *
 * @param start first base of the reference
 * @param reference its bases, in upper case
 * @param alternates as the line has them, in upper case
 * @param calls of each sample
 */
record CallsRecord(int start, String reference, List<String> alternates, List<RecordCall> calls) {
  private static final int REFERENCE = 3;
  private static final int ALTERNATES = 4;
  private static final int FORMAT = 8;
  private static final String NOT_GIVEN = ".";

  /**
   * The record in {@code columns}.
   *
   * @throws RejectedLine if the alleles or a sample's call are malformed
   */
  static CallsRecord parse(int start, String[] columns, boolean depthsByAllele)
      throws RejectedLine {
    String reference = Alleles.reference(columns[REFERENCE]);
    List<String> alternates = Alleles.alternates(columns[ALTERNATES], reference);
    List<String> format = Arrays.asList(columns[FORMAT].split(":", -1));
    int genotypeAt = format.indexOf("GT");
    int phaseSetAt = format.indexOf("PS");
    int depthsAt = depthsByAllele ? format.indexOf("AD") : -1;
    List<RecordCall> calls = new ArrayList<>(columns.length - FORMAT - 1);
    Map<String, RecordCall> known = new HashMap<>();
    for (int i = FORMAT + 1; i < columns.length; i++) {
      RecordCall call = known.get(columns[i]);
      if (call == null) {
        String[] fields = columns[i].split(":", -1);
        String genotype = field(fields, genotypeAt);
        call =
            new RecordCall(
                genotype == null ? null : Genotype.parse(genotype, alternates.size()),
                field(fields, phaseSetAt),
                depths(field(fields, depthsAt)));
        known.put(columns[i], call);
      }
      calls.add(call);
    }
    return new CallsRecord(start, reference, alternates, calls);
  }

  /** The field; null where trailing fields were dropped, or it is a dot. */
  private static String field(String[] fields, int at) {
    return at < 0 || at >= fields.length || fields[at].equals(NOT_GIVEN) ? null : fields[at];
  }

  private static List<Integer> depths(String text) throws RejectedLine {
    List<Integer> depths = new ArrayList<>();
    for (String depth : text == null ? new String[0] : text.split(",", -1)) {
      if (!depth.matches("\\.|[0-9]{1,9}")) {
        throw new RejectedLine("bad-depth", "a depth of reads is not a whole number");
      }
      depths.add(depth.equals(NOT_GIVEN) ? 0 : Integer.parseInt(depth));
    }
    return depths;
  }
}
