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
  private static final byte[] HISTORY = {'_', 'h', 'i', 's', 't', 'o', 'r', 'y'};

  private final byte[] type;
  private final String name;

  /** The keys of resources of {@code type}; null: of any. */
  ReferenceKeys(String type) {
    this.name = type == null ? "any" : type;
    this.type = type == null ? null : UTF8String.fromString(type).getBytes();
  }

  /** The key in {@code reference}, of which it is a part; null if it has none. */
  public UTF8String key(UTF8String reference) {
    int end = reference.numBytes();
    int slash = slashBefore(reference, end);
    int historyStart = slashBefore(reference, slash) + 1;
    if (slash + 1 < end && is(reference, historyStart, slash, HISTORY)) {
      end = historyStart - 1;
      slash = slashBefore(reference, end);
    }
    int start = slashBefore(reference, slash) + 1;
    boolean key =
        slash > start
            && ResourceIds.isId(reference, slash + 1, end)
            && (type == null
                ? isTypeName(reference, start, slash)
                : is(reference, start, slash, type));
    return key
        ? UTF8String.fromAddress(
            reference.getBaseObject(), reference.getBaseOffset() + start, end - start)
        : null;
  }

  /** Where the last slash before {@code end} stands; -1: nowhere. */
  private static int slashBefore(UTF8String text, int end) {
    int at = end - 1;
    while (at >= 0 && text.getByte(at) != '/') {
      at--;
    }
    return at;
  }

  private static boolean is(UTF8String text, int start, int end, byte[] wanted) {
    if (end - start != wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (text.getByte(start + i) != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a capital and letters stand there. */
  private static boolean isTypeName(UTF8String text, int start, int end) {
    if (end - start < 2 || text.getByte(start) < 'A' || text.getByte(start) > 'Z') {
      return false;
    }
    for (int i = start; i < end; i++) {
      byte one = text.getByte(i);
      if ((one < 'a' || one > 'z') && (one < 'A' || one > 'Z')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return name;
  }
}
