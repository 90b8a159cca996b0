package org.medley.jobs.burden;

import java.util.List;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.vcf.Alleles;
import org.medley.jobs.source.vcf.Contigs;

/**
 * A variant that a site names.
 *
 * @param contig plain name of the contig
 * @param position 1-based position of the reference allele
 * @param reference its bases
 * @param alternate the alternate
 */
record NamedVariant(String contig, int position, String reference, String alternate) {
  /**
   * The variant of {@code parts}: contig, position, reference and alternate.
   *
   * @throws IllegalArgumentException that says what is wrong with {@code text}, which held them
   */
  static NamedVariant of(String text, List<String> parts) {
    try {
      if (parts.size() != 4
          || !Contigs.isLegal(parts.get(0))
          || !parts.get(1).matches("[1-9]\\d{0,8}")) {
        throw malformed(text);
      }
      String reference = Alleles.reference(parts.get(2));
      List<String> alternates = Alleles.alternates(parts.get(3), reference);
      if (alternates.size() != 1) {
        throw malformed(text);
      }
      return new NamedVariant(
          Contigs.plain(parts.get(0)),
          Integer.parseInt(parts.get(1)),
          reference,
          alternates.get(0));
    } catch (RejectedLine e) {
      throw malformed(text);
    }
  }

  /** Its name in {@code clinical.variants}. */
  String id() {
    return String.join(":", contig, Integer.toString(position), reference, alternate);
  }

  /** Position of the last base of the reference allele. */
  int end() {
    return position + reference.length() - 1;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "names '" + text + "'; write contig:position:reference:alternate, such as 6:26093141:G:A");
  }
}
