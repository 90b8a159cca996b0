package org.medley.jobs.pharmacogene.vcf;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.source.vcf.GenomeBuild;
import org.medley.jobs.source.vcf.VcfHeader;
import org.medley.jobs.source.vcf.VcfHeaders;

/** The header of a VCF file, with what reading calls needs beyond what every reader does. */
final class CallsHeader {
  private static final Pattern ASSEMBLY =
      Pattern.compile("##contig=<.*[<,]assembly=\"?([^,>\"]+).*");
  private static final Pattern OTHER_BUILD =
      Pattern.compile("grch37.*|hg1[0-9].*|b37|ncbi3[0-9].*");
  private static final String DEPTHS = "##FORMAT=<ID=AD,";
  private static final String BY_ALLELE = "Number=R,";

  private final SourceFile file;
  private final VcfHeader header;
  private boolean depthsByAllele = true;
  private boolean ended;

  CallsHeader(SourceFile file) {
    this.file = file;
    this.header = new VcfHeader(file);
  }

  /**
   * Takes the next line in if it is of the header.
   *
   * @return whether it is; if not, the header has ended
   * @throws MedleyException with exit code 65 if the file is not of GRCh38
   */
  boolean take(TextLine line) {
    if (ended) {
      return false;
    }
    boolean more = header.take(line);
    ended = !more;
    String text = line.text();
    if (text.startsWith(DEPTHS)) {
      depthsByAllele = text.contains(BY_ALLELE);
    }
    Matcher assembly = ASSEMBLY.matcher(text);
    if (assembly.matches()
        && OTHER_BUILD.matcher(assembly.group(1).toLowerCase(Locale.ROOT)).matches()) {
      throw refused("states the assembly " + assembly.group(1) + ", and positions are of GRCh38");
    }
    return more || text.startsWith("#");
  }

  /**
   * Checks the header as a whole.
   *
   * @throws MedleyException with exit code 65 if no line below it can be read, or its contigs are
   *     not those of GRCh38
   */
  void check() {
    if (header.fault() != null) {
      throw refused("cannot be read as VCF: " + header.fault().getMessage());
    }
    VcfHeaders.checkBuild(List.of(header), GenomeBuild.GRCH38);
    if (header.samples().isEmpty()) {
      throw refused("holds no sample");
    }
  }

  /** Names of the samples in the order of their columns. */
  List<String> samples() {
    return header.samples();
  }

  /** Columns of a line. */
  int columns() {
    return header.columns();
  }

  /** Whether the field AD has a number for each allele. */
  boolean depthsByAllele() {
    return depthsByAllele;
  }

  private MedleyException refused(String what) {
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        "the file %s %s".formatted(file.name(), what),
        "give a VCF file of version 4 with samples, on GRCh38");
  }
}
