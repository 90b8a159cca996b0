package org.medley.jobs.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;

/** Parses lines of files that nobody has checked. */
public final class ResourceLine implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String TYPE = "resourceType";
  private static final UTF8String MARK = UTF8String.fromString("\uFEFF");

  /** Reads resources, however long their texts are. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final ResourceParser parser;
  private final String type;
  private final LongAccumulator unreadable;

  ResourceLine(ResourceParser parser, String type, LongAccumulator unreadable) {
    this.parser = parser;
    this.type = type;
    this.unreadable = unreadable;
  }

  /**
   * The struct of the resource in {@code line}; null if it is of another type or blank, or no
   * resource, which is counted.
   */
  public InternalRow parse(UTF8String line) {
    byte[] bytes = withoutMarks(line).getBytes();
    if (isBlank(bytes)) {
      return null;
    }
    String found = type(bytes);
    if (found == null) {
      unreadable.add(1);
    }
    return type.equals(found) ? parser.parse(UTF8String.fromBytes(bytes)) : null;
  }

  /** The line without byte order marks at its start, which files that were joined have. */
  private static UTF8String withoutMarks(UTF8String line) {
    UTF8String rest = line;
    while (rest.startsWith(MARK)) {
      rest = rest.substring(1, rest.numChars());
    }
    return rest;
  }

  /** The type of the one resource that {@code json} is; null if it is none, or no JSON. */
  private static String type(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      String found = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(TYPE);
        if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
          found = parser.getText();
        }
        parser.skipChildren();
      }
      return parser.nextToken() == null ? found : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (one != ' ' && one != '\t' && one != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "line of " + type;
  }
}
