package org.medley.jobs.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks through bytes, eight at a time, for those that lines must be told apart by. */
final class ByteScan {
  /** A byte that is not ASCII. */
  static final int NOT_ASCII = 1;

  /** A byte of zero. */
  static final int NUL = 2;

  /** A backslash. */
  static final int BACKSLASH = 4;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long BACKSLASHES = LOW * '\\';
  private static final long LINE_FEEDS = LOW * '\n';

  private ByteScan() {}

  /** Which of the three {@code bytes} hold, as a sum. */
  static int of(byte[] bytes) {
    long high = 0;
    long zero = 0;
    long backslash = 0;
    int at = 0;
    for (; at <= bytes.length - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(bytes, at);
      high |= word;
      zero |= zeroes(word);
      backslash |= zeroes(word ^ BACKSLASHES);
    }
    int found =
        ((high & HIGH) != 0 ? NOT_ASCII : 0)
            | (zero != 0 ? NUL : 0)
            | (backslash != 0 ? BACKSLASH : 0);
    for (; at < bytes.length; at++) {
      byte one = bytes[at];
      found |= (one < 0 ? NOT_ASCII : 0) | (one == 0 ? NUL : 0) | (one == '\\' ? BACKSLASH : 0);
    }
    return found;
  }

  /**
   * Where the first line feed of {@code bytes} from {@code from} on stands; {@code to}: nowhere.
   */
  static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long found = zeroes((long) WORDS.get(bytes, at) ^ LINE_FEEDS);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** How many line feeds there are in the first {@code length} of {@code bytes}. */
  static int lineFeeds(byte[] bytes, int length) {
    int count = 0;
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      long word = (long) WORDS.get(bytes, at) ^ LINE_FEEDS;
      long rest = ((word & ~HIGH) + ~HIGH) | word | ~HIGH;
      count += Long.bitCount(~rest);
    }
    for (; at < length; at++) {
      count += bytes[at] == '\n' ? 1 : 0;
    }
    return count;
  }

  /**
   * Not zero if a byte of {@code word} is zero (S. E. Anderson, Bit Twiddling Hacks, "Determine if
   * a word has a zero byte").
   */
  private static long zeroes(long word) {
    return (word - LOW) & ~word & HIGH;
  }
}
