package org.medley.jobs.cli.console;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medley.jobs.text.Numbers;

/** Cells as text, the same in every locale and zone: instants in UTC, dates as they are. */
final class Cells {
  private Cells() {}

  /** The cell as text for people; a null becomes {@code nothing}. Not yet made harmless. */
  static String text(Object cell, String nothing) {
    if (cell == null) {
      return nothing;
    }
    if (cell instanceof Double || cell instanceof Float) {
      return Numbers.cell(decimal((Number) cell));
    }
    if (cell instanceof List<?> list) {
      return list.stream()
          .map(item -> text(item, "NULL"))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (cell instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey(), "NULL") + ": " + text(entry.getValue(), "NULL"))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (cell instanceof Rows structure) {
      return structure.rows().stream()
          .map(row -> structure(structure.columns(), row))
          .collect(Collectors.joining(", "));
    }
    return exact(cell);
  }

  /** The scalar cell as text that loses nothing. */
  static String exact(Object cell) {
    if (cell instanceof Float number) {
      return Float.toString(number);
    }
    if (cell instanceof Timestamp timestamp) {
      return instant(timestamp.toInstant());
    }
    if (cell instanceof Instant instant) {
      return instant(instant);
    }
    if (cell instanceof LocalDateTime local) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(local);
    }
    if (cell instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return cell.toString();
  }

  /** The value as a double with the digits that its own type shows: 0.1f is 0.1. */
  static double decimal(Number number) {
    return number instanceof Float ? Double.parseDouble(number.toString()) : number.doubleValue();
  }

  private static String instant(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.atOffset(ZoneOffset.UTC));
  }

  private static String structure(List<Column> columns, List<Object> row) {
    return IntStream.range(0, columns.size())
        .mapToObj(at -> columns.get(at).name() + ": " + text(row.get(at), "NULL"))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
