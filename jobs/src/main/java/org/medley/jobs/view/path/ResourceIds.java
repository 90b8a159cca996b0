package org.medley.jobs.view.path;

/** How the id of a resource is written (FHIR R4, data type id). */
public final class ResourceIds {
  /**
   * A regular expression for an id. Its characters are named one by one since Java looks those up
   * in a table, where it tries one range after the other.
   */
  public static final String PATTERN =
      "[ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.\\-]{1,64}+";

  private static final int LONGEST = 64;

  private ResourceIds() {}

  /** Whether {@code text} is an id from {@code start} up to {@code end}. */
  public static boolean isId(String text, int start, int end) {
    if (end - start < 1 || end - start > LONGEST) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char one = text.charAt(i);
      boolean letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z');
      if (!letter && (one < '0' || one > '9') && one != '-' && one != '.') {
        return false;
      }
    }
    return true;
  }
}
