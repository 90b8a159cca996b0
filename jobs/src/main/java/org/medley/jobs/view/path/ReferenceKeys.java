package org.medley.jobs.view.path;

import java.io.Serializable;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The keys of what references name: {@code Type/id}. A reference gives the key of its target if it
 * is written so, relative or behind an address, whatever version it names; conditional, contained
 * and URN references give none.
 */
public final class ReferenceKeys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String HISTORY = "/_history/";

  private final String type;

  /** The keys of resources of {@code type}; null: of any. */
  ReferenceKeys(String type) {
    this.type = type;
  }

  /** The key in {@code reference}; null if it has none. */
  public UTF8String key(UTF8String reference) {
    String text = reference.toString();
    int end = text.length();
    int history = text.lastIndexOf(HISTORY);
    if (history >= 0 && text.indexOf('/', history + HISTORY.length()) < 0) {
      end = history + HISTORY.length() < end ? history : end;
    }
    int slash = text.lastIndexOf('/', end - 1);
    if (slash < 1 || !ResourceIds.isId(text, slash + 1, end)) {
      return null;
    }
    int start = text.lastIndexOf('/', slash - 1) + 1;
    boolean named =
        type == null
            ? isTypeName(text, start, slash)
            : slash - start == type.length() && text.startsWith(type, start);
    if (!named) {
      return null;
    }
    return start == 0 && end == text.length()
        ? reference
        : UTF8String.fromString(text.substring(start, end));
  }

  /** Whether a capital and letters stand there. */
  private static boolean isTypeName(String text, int start, int end) {
    if (end - start < 2 || text.charAt(start) < 'A' || text.charAt(start) > 'Z') {
      return false;
    }
    for (int i = start; i < end; i++) {
      char one = text.charAt(i);
      if ((one < 'a' || one > 'z') && (one < 'A' || one > 'Z')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return type == null ? "any" : type;
  }
}
