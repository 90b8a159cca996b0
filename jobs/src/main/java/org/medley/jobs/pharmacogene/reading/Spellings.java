package org.medley.jobs.pharmacogene.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.pharmacogene.definition.Position;

/**
 * The ways to write the alternates of a position. A normalised file writes an insertion or deletion
 * in a repeat at its left end, HGVS at its right end; between the two stand all others.
 */
final class Spellings {
  private static final int FURTHEST = 500;
  private static final Pattern DELETION = Pattern.compile("g\\.(\\d{1,9})(?:_\\d+)?del[ACGT]*");
  private static final Pattern DUPLICATION = Pattern.compile("g\\.(?:\\d+_)?(\\d{1,9})dup[ACGT]*");
  private static final Pattern INSERTION = Pattern.compile("g\\.(\\d{1,9})_\\d+ins[ACGT]+");
  private static final Pattern REPEAT = Pattern.compile("g\\.(\\d{1,9})([ACGT]+)\\[(\\d{1,4})]");

  private Spellings() {}

  /** The alternate of {@code position} that each change comes to. */
  static Map<Change, String> of(Position position) {
    Map<Change, String> spellings = new HashMap<>();
    for (String alternate : position.alternates()) {
      Change leftmost = Change.of(position.position(), position.reference(), alternate);
      int shift = leftmost.isShiftable() ? shift(position, alternate, leftmost) : 0;
      for (int by = 0; by <= shift; by++) {
        spellings.put(leftmost.shifted(by), alternate);
      }
    }
    return spellings;
  }

  /** How far right the change can be written. */
  private static int shift(Position position, String alternate, Change leftmost) {
    int rightmost = rightmost(position, alternate, leftmost);
    return Math.max(0, Math.min(rightmost - leftmost.position(), FURTHEST));
  }

  private static int rightmost(Position position, String alternate, Change change) {
    String name = position.nameOf(alternate);
    Matcher deletion = DELETION.matcher(name);
    if (deletion.matches()) {
      return Integer.parseInt(deletion.group(1));
    }
    Matcher duplication = DUPLICATION.matcher(name);
    if (duplication.matches()) {
      return Integer.parseInt(duplication.group(1)) + 1;
    }
    Matcher insertion = INSERTION.matcher(name);
    if (insertion.matches()) {
      return Integer.parseInt(insertion.group(1)) + 1;
    }
    Matcher repeat = REPEAT.matcher(name);
    return repeat.matches() ? rightmostOfRepeat(repeat, change) : change.position();
  }

  private static int rightmostOfRepeat(Matcher repeat, Change change) {
    int unit = repeat.group(2).length();
    int more = (change.inserted().length() - change.removed().length()) / unit;
    int copies = Integer.parseInt(repeat.group(3)) - more;
    int behind = Integer.parseInt(repeat.group(1)) + copies * unit;
    return behind - change.removed().length();
  }
}
