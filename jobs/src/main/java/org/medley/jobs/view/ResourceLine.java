package org.medley.jobs.view;

import java.io.IOException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.util.LongAccumulator;

/** Parses lines of files that nobody has checked. */
final class ResourceLine implements UDF1<byte[], Row> {
  private static final long serialVersionUID = 1L;

  private final ResourceParser parser;
  private final String type;
  private final LongAccumulator unreadable;

  ResourceLine(ResourceParser parser, String type, LongAccumulator unreadable) {
    this.parser = parser;
    this.type = type;
    this.unreadable = unreadable;
  }

  @Override
  public Row call(byte[] line) {
    try {
      if (isBlank(line)) {
        return null;
      }
      String found = ResourceParser.type(line);
      if (found == null) {
        unreadable.add(1);
      }
      return type.equals(found) ? parser.parse(line) : null;
    } catch (IOException e) {
      unreadable.add(1);
      return null;
    }
  }

  private static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (one > ' ' || one < 0) {
        return false;
      }
    }
    return true;
  }
}
