package org.medley.jobs.source.vcf;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.vcf.annotation.AnnotationFields;

/**
 * What a task must know of a file's header to read its lines; no sample names, since there may be
 * many.
 */
final class FileLayout implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Lines that the header takes. */
  final long headerLines;

  /** Columns of a line. */
  final int columns;

  /** Why no line can be used; null: they can. */
  final RejectedLine fault;

  /** For each sample column, the number of its sample in the list of all samples. */
  final int[] samples;

  /** How many values fields have. */
  final FieldNumbers numbers;

  /** Which fields hold annotations of variants. */
  final AnnotationFields annotations;

  /** Whether the file's mitochondrion is the one of the build, or nothing is said of it. */
  final boolean knownMitochondrion;

  private FileLayout(VcfHeader header, int[] samples, boolean knownMitochondrion) {
    this.headerLines = header.lines();
    this.columns = header.columns();
    this.fault = header.fault();
    this.samples = samples;
    this.numbers = header.numbers();
    this.annotations = header.annotations();
    this.knownMitochondrion = knownMitochondrion;
  }

  /** The layouts by file name. */
  static Map<String, FileLayout> of(
      List<VcfHeader> headers, List<String> samples, GenomeBuild build) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      numbers.put(samples.get(i), i);
    }
    Map<String, FileLayout> layouts = new HashMap<>();
    for (VcfHeader header : headers) {
      boolean usable = header.fault() == null;
      int[] columns =
          usable ? header.samples().stream().mapToInt(numbers::get).toArray() : new int[0];
      layouts.put(
          header.file().name(), new FileLayout(header, columns, knownMitochondrion(header, build)));
    }
    return layouts;
  }

  private static boolean knownMitochondrion(VcfHeader header, GenomeBuild build) {
    Long stated = header.contigLengths().get(Contigs.MITOCHONDRION);
    OptionalInt expected = build.length(Contigs.MITOCHONDRION);
    return stated == null || expected.isEmpty() || expected.getAsInt() == stated;
  }
}
