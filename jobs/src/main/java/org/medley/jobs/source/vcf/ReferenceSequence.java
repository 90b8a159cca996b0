package org.medley.jobs.source.vcf;

import org.medley.jobs.source.RejectedLine;

/**
 * The assembly that variants are normalised against: each variant is given by its shortest alleles
 * at its leftmost place (A. Tan, G. Abecasis and H. Kang, Unified representation of genetic
 * variants, 2015, doi:10.1093/bioinformatics/btv112), as {@code bcftools norm -m- -f} gives it.
 */
interface ReferenceSequence {
  /** Stands for a place that the assembly does not have. */
  char NOWHERE = 0;

  /**
   * The base at a 1-based position: A, C, G, T, or N for any other letter; {@link #NOWHERE} outside
   * the contig.
   */
  char base(String contig, int position);

  /**
   * Refuses {@code bases} if the assembly has others at {@code position}. At position 0, the
   * telomere, there is nothing to compare.
   *
   * @throws RejectedLine if they differ
   */
  default void check(String contig, int position, String bases) throws RejectedLine {
    for (int i = 0; position > 0 && i < bases.length(); i++) {
      if (base(contig, position + i) != bases.charAt(i)) {
        throw new RejectedLine(
            "wrong-reference", "the reference allele is not what the assembly has there");
      }
    }
  }

  /**
   * {@code variant} trimmed at its end, moved to the left while that leaves the sequence as it is,
   * and trimmed at its start. Alternates that are not bases come back as they are.
   */
  default Variant normalise(Variant variant) {
    if (!Alleles.isBases(variant.alternate()) || variant.position() == 0) {
      return variant;
    }
    // Written backwards, an allele grows at its left end and shrinks at its right end cheaply.
    StringBuilder reference = new StringBuilder(variant.reference()).reverse();
    StringBuilder alternate = new StringBuilder(variant.alternate()).reverse();
    int position = variant.position();
    int cut = 0;
    while (reference.charAt(cut) == alternate.charAt(cut)) {
      if (Math.min(reference.length(), alternate.length()) - cut == 1) {
        char before = base(variant.contig(), position - 1);
        if (before == NOWHERE) {
          break;
        }
        position--;
        reference.append(before);
        alternate.append(before);
      }
      cut++;
    }
    int last = Math.min(reference.length(), alternate.length()) - cut - 1;
    int shared = 0;
    while (shared < last && fromLeft(reference, shared) == fromLeft(alternate, shared)) {
      shared++;
    }
    return new Variant(
        variant.contig(),
        position + shared,
        left(reference, cut, shared),
        left(alternate, cut, shared));
  }

  private static char fromLeft(StringBuilder backwards, int place) {
    return backwards.charAt(backwards.length() - 1 - place);
  }

  /** What stands between the first {@code cut} and the last {@code shared}, read forwards. */
  private static String left(StringBuilder backwards, int cut, int shared) {
    return new StringBuilder(backwards.substring(cut, backwards.length() - shared))
        .reverse()
        .toString();
  }
}
