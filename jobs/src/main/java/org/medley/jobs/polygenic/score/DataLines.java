package org.medley.jobs.polygenic.score;

import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.TextLine;

/** The data lines of VCF files, as far as their text goes. */
public final class DataLines {
  private static final int FORMAT = 8;

  private DataLines() {}

  /**
   * The text of a line below the header.
   *
   * @throws RejectedLine if it is not text, or a line of a header
   */
  public static String text(TextLine line) throws RejectedLine {
    if (line.problem() != null) {
      throw new RejectedLine(line.problem(), "the line cannot be read as text");
    }
    if (line.text().startsWith("#")) {
      throw new RejectedLine("misplaced-header", "a header line stands among the data");
    }
    return line.text();
  }

  /** Where the FORMAT column begins. */
  public static int formatAt(String text) {
    int at = 0;
    for (int column = 0; column < FORMAT; column++) {
      at = text.indexOf('\t', at) + 1;
    }
    return at;
  }
}
