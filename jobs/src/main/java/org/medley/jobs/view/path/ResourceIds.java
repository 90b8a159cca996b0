package org.medley.jobs.view.path;

import org.apache.spark.unsafe.types.UTF8String;

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

  /** Whether {@code text} is an id from {@code start} to its end. */
  public static boolean isId(String text, int start) {
    int length = text.length() - start;
    if (length < 1 || length > LONGEST) {
      return false;
    }
    for (int i = start; i < text.length(); i++) {
      if (!isOfId(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code text} is an id from byte {@code start} up to byte {@code end}. */
  static boolean isId(UTF8String text, int start, int end) {
    if (end - start < 1 || end - start > LONGEST) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!isOfId((char) text.getByte(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOfId(char one) {
    return (one >= 'a' && one <= 'z')
        || (one >= 'A' && one <= 'Z')
        || (one >= '0' && one <= '9')
        || one == '-'
        || one == '.';
  }
}
