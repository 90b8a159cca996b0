package org.medley.jobs.pharmacogene.reading;

/**
 * What an alternate does to the reference, without the bases that both share.
 *
 * @param position of the first base that is removed, or that stands after what is inserted
 * @param removed bases of the reference; empty of an insertion
 * @param inserted bases in their place; empty of a deletion
 */
record Change(int position, String removed, String inserted) {

  /** The change from {@code reference} at {@code position} to {@code alternate}. */
  static Change of(int position, String reference, String alternate) {
    int end = 0;
    int shorter = Math.min(reference.length(), alternate.length());
    while (end < shorter
        && reference.charAt(reference.length() - 1 - end)
            == alternate.charAt(alternate.length() - 1 - end)) {
      end++;
    }
    int start = 0;
    while (start < shorter - end && reference.charAt(start) == alternate.charAt(start)) {
      start++;
    }
    return new Change(
        position + start,
        reference.substring(start, reference.length() - end),
        alternate.substring(start, alternate.length() - end));
  }

  /** Whether bases are only inserted or only removed. */
  boolean isShiftable() {
    return removed.isEmpty() != inserted.isEmpty();
  }

  /**
   * The same change written {@code bases} further right, where the bases that it passes repeat
   * those that it inserts or removes.
   */
  Change shifted(int bases) {
    return new Change(position + bases, turned(removed, bases), turned(inserted, bases));
  }

  private static String turned(String text, int bases) {
    if (text.isEmpty()) {
      return text;
    }
    int by = bases % text.length();
    return text.substring(by) + text.substring(0, by);
  }
}
