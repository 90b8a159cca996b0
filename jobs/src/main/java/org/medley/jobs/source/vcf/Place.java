package org.medley.jobs.source.vcf;

import org.medley.jobs.source.RejectedLine;

/**
 * Where a line of a VCF file lies, which is all that is read of most lines.
 *
 * @param contig as the line names it
 * @param start first base of the reference
 * @param id the ID column as it stands there
 * @param referenceLength number of its bases
 */
public record Place(String contig, int start, String id, int referenceLength) {
  private static final int REFERENCE = 3;
  private static final int LONGEST_NUMBER = 9;

  /**
   * The place of the line {@code text}, which must have {@code columns} columns.
   *
   * @throws RejectedLine if it has not, or its contig or position is malformed
   */
  public static Place of(String text, int columns) throws RejectedLine {
    int[] ends = new int[REFERENCE + 1];
    int tabs = 0;
    for (int tab = text.indexOf('\t'); tab >= 0; tab = text.indexOf('\t', tab + 1)) {
      if (tabs < ends.length) {
        ends[tabs] = tab;
      }
      tabs++;
    }
    if (tabs + 1 != columns) {
      throw new RejectedLine(
          "bad-columns", "the line has %d columns and not %d".formatted(tabs + 1, columns));
    }
    String contig = text.substring(0, ends[0]);
    String position = text.substring(ends[0] + 1, ends[1]);
    if (!Contigs.isLegal(contig)) {
      throw new RejectedLine("bad-contig", "the contig has no legal name");
    }
    return new Place(
        contig,
        number(position),
        text.substring(ends[1] + 1, ends[2]),
        ends[REFERENCE] - ends[REFERENCE - 1] - 1);
  }

  private static int number(String text) throws RejectedLine {
    boolean digits = !text.isEmpty() && text.length() <= LONGEST_NUMBER;
    for (int i = 0; i < text.length(); i++) {
      digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!digits) {
      throw new RejectedLine("bad-position", "the position is not a whole number");
    }
    return Integer.parseInt(text);
  }
}
