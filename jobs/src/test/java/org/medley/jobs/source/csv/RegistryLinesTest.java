package org.medley.jobs.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.CellKind;
import org.medley.jobs.source.table.Cells;

/** What one line means under a mapping, without Spark. */
class RegistryLinesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // Days are counted on the calendar and end with their day, across the change of the clock.
        "{column: x, unit: days, after: 2024-03-30} | 0 | 2024-03-30T22:59:59.999999Z",
        "{column: x, unit: days, after: 2024-03-30} | 1 | 2024-03-31T21:59:59.999999Z",
        "{column: x, unit: weeks, after: 2024-03-30} | 1 | 2024-04-06T21:59:59.999999Z",
        // 2 months are 60.875 days, 2.5 years 913.125.
        "{column: x, unit: months, after: 2000-01-01} | 2 | 2000-03-01T22:59:59.999999Z",
        "{column: x, unit: years, after: 2000-01-01} | 2.5 | 2002-07-02T21:59:59.999999Z",
        // From an instant, spans are exact.
        "{column: x, unit: hours, after: {column: y, format: iso}} | 1.5 | 2024-03-31T00:30:00Z",
        "{column: x, format: iso} | 2024-10-27T02:30:00 | 2024-10-27T01:30:00Z",
        "{column: x, format: iso} | 2024-03-31T02:30:00 | bad-date",
        "{column: x, format: iso, zone: America/New_York} | 2024-03-10 |"
            + " 2024-03-11T03:59:59.999999Z",
        "{column: x, format: year} | 1999 | 1999-12-31T22:59:59.999999Z",
        "{column: x, format: year-month} | 2024-02 | 2024-02-29T22:59:59.999999Z",
        "{column: x, format: year-month} | 2024-13 | bad-date",
        // 10562 days after 1970, as R's Epi::cal.yr writes them.
        "{column: x, format: decimal-year} | 1998.91718001369 | 1998-12-02T22:59:59.999999Z",
        "{column: x, format: decimal-year} | 98.9 | bad-date",
        "{column: x, format: dd.MM.yyyy} | 31.04.2024 | bad-date",
        "{column: x, unit: days, after: 2000-01-01} | 1e9 | bad-number",
        "{column: x, unit: days, after: 2000-01-01} | three | bad-number",
        "{column: x, format: iso} | NA | no-date",
        "[{column: x, format: iso, missing: ['0']}, {column: y, format: iso}] | 0"
            + "| 2024-03-30T23:00:00Z"
      })
  void timesAreThoseThatTheMappingStates(String time, String text, String expected)
      throws IOException {
    String mapping =
        """
        missing: [NA]
        subject: {column: id, declare: true}
        measures: [{code: A//b, column: v, type: text, time: %s}]
        """;

    assertThat(read(mapping.formatted(time), "id=1", "v=yes", "x=" + text, "y=2024-03-31T00:00:00"))
        .isEqualTo(
            expected.contains("Z") ? "1 |  | [A//b @ %s - yes -]".formatted(expected) : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type: number | 13.2 | 13.2 - -",
        "type: number | 1e-3 | 0.001 - -",
        "`type: number, decimal: ','` | 13,2 | 13.2 - -",
        "`type: number, decimal: ','` | 13.2 | bad-number",
        "type: number | 13,2 | bad-number",
        "`type: number, decimal: ','` | 1.234,5 | bad-number",
        "type: number | <5 | bad-number",
        "type: number | NaN | bad-number",
        "type: number | 1e400 | bad-number",
        "`type: number, unit: g/dL` | 13 | 13.0 - g/dL",
        "`type: number, unit: {column: u}` | 13 | 13.0 - mmol/L",
        "`type: number, missing: [-9]` | -9 | none",
        "type: number | NA | none",
        "type: text | as it is | - as it is -",
        "`type: category, values: {1: mild, 2: severe}` | 2 | - severe -",
        "`type: category, values: {1: mild, NA: not asked}` | NA | - not asked -",
        "`type: category, values: {1: mild}` | 3 | unknown-value",
        "`type: boolean, values: {yes: true, no: false}` | no | - false -",
        "`type: boolean, values: {yes: true, no: false}` | maybe | unknown-value",
        "`type: date, format: dd.MM.yyyy` | 03.02.2001 | - 2001-02-03 -"
      },
      quoteCharacter = '`')
  void valuesAreReadAsTheirTypeSays(String type, String text, String expected) throws IOException {
    String mapping =
        """
        missing: [NA]
        subject: {column: id, declare: true}
        measures: [{code: A//b, column: v, %s, time: static}]
        """;

    String said = read(mapping.formatted(type), "id=1", "v=" + text, "u=mmol/L");

    assertThat(said)
        .isEqualTo(
            expected.equals("none")
                ? "1 |  | "
                : expected.matches("(bad|unknown)-.*")
                    ? expected
                    : "1 |  | [A//b @ - " + expected + "]");
  }

  @Test
  void aLineStatesSeveralEndpointsAndMeasuresOrNothingAtAll() throws IOException {
    String mapping =
        """
        subject:
          column: id
          declare: true
          sex: {column: sex, values: {1: male, 0: female}}
          age: {column: age, unit: years}
        entry: {column: year, format: year}
        arm: {column: rx}
        outcomes:
          - endpoint: recurrence
            time: {column: rtime, unit: days, after: entry}
            status: {column: recur, values: {0: censored, 1: event, 2: competing}}
          - endpoint: death
            optional: true
            time: [{column: died, format: iso}, {column: seen, format: iso}]
            status: {column: died, filled: event, empty: censored}
        measures:
          - code: {column: test, system: LOINC}
            column: v
            type: number
            time: entry
            available: {lag-days: 2}
        """;
    String[] line = {
      "id=7",
      "sex=0",
      "age=60",
      "year=1990",
      "rx=A",
      "rtime=31",
      "recur=2",
      "died=",
      "seen=1995-05-05",
      "test=718-7",
      "v=9"
    };

    assertThat(read(mapping, line))
        .isEqualTo(
            "7 female 1930-01-01"
                + " | [recurrence 1989-12-31T23:00:00Z 1990-02-01T22:59:59.999999Z competing A]"
                + "[death 1989-12-31T23:00:00Z 1995-05-05T21:59:59.999999Z censored A]"
                + " | [LOINC//718-7 @ 1990-01-01T22:59:59.999999Z 9.0 - -]");
    assertThat(read(mapping, with(line, "recur=3"))).isEqualTo("unknown-status");
    assertThat(read(mapping, with(line, "rtime="))).isEqualTo("no-date");
    assertThat(read(mapping, with(line, "rtime=-1"))).isEqualTo("status-before-entry");
    assertThat(read(mapping, with(line, "test="))).isEqualTo("no-code");
    assertThat(read(mapping, with(line, "v=x"))).isEqualTo("bad-number");
    assertThat(read(mapping, with(line, "age=-1"))).isEqualTo("bad-age");
    assertThat(read(mapping, with(line, "sex=2"))).isEqualTo("unknown-sex");
    assertThat(read(mapping, with(line, "id="))).isEqualTo("no-subject");
    assertThat(read(mapping, with(line, "year="))).isEqualTo("no-origin");
  }

  @Test
  void typedColumnsNeedNoFormatAndNoComma() throws IOException {
    String mapping =
        """
        decimal: ","
        subject: {column: id, declare: true}
        measures: [{code: A//b, column: v, type: number, time: {column: x, format: dd.MM.yyyy}}]
        """;
    RegistryMapping.Read read = mapping(mapping);
    List<CellKind> kinds = List.of(CellKind.NUMBER, CellKind.DATE, CellKind.NUMBER);

    assertThat(said(read, List.of("1", "2024-01-02", "13.2"), kinds, "id", "x", "v"))
        .isEqualTo("1 |  | [A//b @ 2024-01-02T22:59:59.999999Z 13.2 - -]");
  }

  private String read(String mapping, String... line) throws IOException {
    String[] names = Arrays.stream(line).map(cell -> cell.split("=")[0]).toArray(String[]::new);
    List<String> texts =
        Arrays.stream(line).map(cell -> cell.substring(cell.indexOf('=') + 1)).toList();
    return said(mapping(mapping), texts, List.of(), names);
  }

  private RegistryMapping.Read mapping(String text) throws IOException {
    return RegistryMapping.read(Files.writeString(folder.resolve("m.yaml"), text), BERLIN);
  }

  /** What the line says, or the code of its rejection. */
  private static String said(
      RegistryMapping.Read read, List<String> texts, List<CellKind> kinds, String... names) {
    List<String> header = List.of(names);
    List<String> cells =
        read.columns().names().stream()
            .map(name -> texts.get(header.indexOf(name)))
            .map(text -> text.isEmpty() ? null : text)
            .toList();
    List<CellKind> own =
        kinds.isEmpty()
            ? kinds
            : read.columns().names().stream().map(name -> kinds.get(header.indexOf(name))).toList();
    Object[][] values = new Object[1][];
    RejectedLine rejected =
        catchThrowableOfType(
            RejectedLine.class,
            () ->
                values[0] =
                    RegistryLines.values(new Cells("f", 2, cells, own), read.mapping(), "own"));
    return rejected == null ? shown(values[0]) : rejected.code();
  }

  private static String shown(Object[] values) {
    String person = values[1] + (values[2] == null ? "" : " " + values[2] + " " + values[3]);
    StringBuilder outcomes = new StringBuilder();
    for (Row each : (Row[]) values[8]) {
      outcomes.append(
          "[%s %s %s %s %s]"
              .formatted(
                  each.get(0), time(each.get(1)), time(each.get(2)), each.get(3), each.get(4)));
    }
    StringBuilder measures = new StringBuilder();
    for (Row each : (Row[]) values[9]) {
      measures.append(
          "[%s @ %s %s %s %s]"
              .formatted(
                  each.get(0),
                  time(each.get(1)),
                  dash(each.get(2)),
                  dash(each.get(3)),
                  dash(each.get(4))));
    }
    return person + " | " + outcomes + " | " + measures;
  }

  private static String time(Object micros) {
    return micros == null ? "-" : Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS).toString();
  }

  private static Object dash(Object value) {
    return value == null ? "-" : value;
  }

  private static String[] with(String[] line, String cell) {
    String name = cell.substring(0, cell.indexOf('=') + 1);
    return Arrays.stream(line)
        .map(each -> each.startsWith(name) ? cell : each)
        .toArray(String[]::new);
  }
}
