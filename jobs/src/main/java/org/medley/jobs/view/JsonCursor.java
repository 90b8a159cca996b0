package org.medley.jobs.view;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Moves over the bytes of a JSON text that is known to be valid, so that commas and colons may
 * count as white space, and values that nobody asks for are passed without being looked into.
 *
 * <p>Decision: not Jackson, which reads every token: the texts were read whole when they landed,
 * and of most only a few members are used.
 */
final class JsonCursor {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long QUOTES = LOW * '"';
  private static final long BACKSLASHES = LOW * '\\';

  final byte[] json;
  private int at;
  private int start;
  private int end;
  private boolean escaped;

  /** A cursor at {@code at}. */
  JsonCursor(byte[] json, int at) {
    this.json = json;
    this.at = at;
  }

  /** Where the next token starts. */
  int position() {
    peek();
    return at;
  }

  /** The first byte of the next token. */
  byte peek() {
    byte one = json[at];
    while (one <= ' ' || one == ',' || one == ':') {
      if (one < 0) {
        break;
      }
      at++;
      one = json[at];
    }
    return one;
  }

  /** Goes into the object or list that comes next. */
  void enter() {
    peek();
    at++;
  }

  /**
   * Whether the object or list has one more member, before which the cursor stands; else leaves.
   */
  boolean hasNext() {
    byte one = peek();
    if (one == '}' || one == ']') {
      at++;
      return false;
    }
    return true;
  }

  /** Passes the name of a member. */
  void name() {
    peek();
    string();
  }

  /** Whether that name is {@code name}. */
  boolean isNamed(byte[] name) {
    if (escaped) {
      String decoded = JsonEscapes.decoded(json, start, end);
      return Arrays.equals(name, decoded.getBytes(StandardCharsets.UTF_8));
    }
    int length = end - start;
    return name.length == length
        && name[0] == json[start]
        && Arrays.equals(name, 0, length, json, start, end);
  }

  /** The text, number or truth value that comes next, as it is written; null for null. */
  UTF8String primitive() {
    if (peek() == '"') {
      string();
      return escaped
          ? UTF8String.fromString(JsonEscapes.decoded(json, start, end))
          : UTF8String.fromBytes(json, start, end - start);
    }
    literal();
    return json[start] == 'n' ? null : UTF8String.fromBytes(json, start, end - start);
  }

  /** Passes the value that comes next. */
  void skip() {
    byte one = peek();
    if (one == '"') {
      string();
    } else if (one == '{' || one == '[') {
      skipNested();
    } else {
      literal();
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      byte one = json[at];
      if (one == '"') {
        string();
        continue;
      }
      at++;
      if (one == '{' || one == '[') {
        depth++;
      } else if (one == '}' || one == ']') {
        depth--;
      }
    } while (depth > 0);
  }

  /** Passes a text. */
  private void string() {
    at++;
    start = at;
    escaped = false;
    while (true) {
      while (at <= json.length - Long.BYTES) {
        long word = (long) WORDS.get(json, at);
        long found = zeroes(word ^ QUOTES) | zeroes(word ^ BACKSLASHES);
        if (found != 0) {
          at += Long.numberOfTrailingZeros(found) >>> 3;
          break;
        }
        at += Long.BYTES;
      }
      byte one = json[at];
      if (one == '"') {
        end = at;
        at++;
        return;
      }
      if (one == '\\') {
        escaped = true;
        at++;
      }
      at++;
    }
  }

  private void literal() {
    start = at;
    byte one = json[at];
    while (one > ' ' && one != ',' && one != '}' && one != ']') {
      at++;
      one = at < json.length ? json[at] : 0;
    }
    end = at;
  }

  /**
   * The highest bit of each byte that is zero; above the lowest such byte there may be more bits
   * (S. E. Anderson, Bit Twiddling Hacks, "Determine if a word has a zero byte").
   */
  private static long zeroes(long word) {
    return (word - LOW) & ~word & HIGH;
  }
}
