package org.medley.jobs.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final Rows RISKS =
      Rows.all(
          List.of(
              new Column("subject_id", "bigint"),
              new Column("risk_score", "double"),
              new Column("reason_1", "string"),
              new Column("index_time", "timestamp")),
          List.of(
              Arrays.asList(
                  6917529027641081857L,
                  0.4712345678,
                  "Age\u001b[2J 81",
                  Instant.parse("2024-06-01T23:59:59.999999Z")),
              Arrays.asList(42L, Double.NaN, null, null)));

  @Test
  void aTableHasTypesRightHandNumbersAndVisibleEscapes() {
    assertThat(BoxTable.of(RISKS).withTypes().render())
        .isEqualTo(
            """
            ┌─────────────────────┬────────────┬────────────┬─────────────────────────────┐
            │     subject_id      │ risk_score │  reason_1  │         index_time          │
            │       bigint        │   double   │   string   │          timestamp          │
            ├─────────────────────┼────────────┼────────────┼─────────────────────────────┤
            │ 6917529027641081857 │   0.471235 │ Age␛[2J 81 │ 2024-06-01T23:59:59.999999Z │
            │                  42 │        NaN │ NULL       │ NULL                        │
            └─────────────────────┴────────────┴────────────┴─────────────────────────────┘
            2 rows
            """);
  }

  @Test
  void aWideTableShortensTextsAndThenLeavesOutTheMiddle() {
    String narrow = BoxTable.of(RISKS).nulls("").within(70).render();
    assertThat(narrow.lines()).allMatch(line -> line.length() <= 70);
    assertThat(narrow).contains("2024-06-01T23:59:…").contains("6917529027641081857");
    String tiny = BoxTable.of(RISKS).within(46).render();
    assertThat(tiny.lines()).allMatch(line -> line.length() <= 46);
    assertThat(tiny).contains("subject_id").contains("index_time").contains("│ … │");
  }

  @Test
  void rowsThatWereNotFetchedAreCounted() {
    Rows some = new Rows(List.of(new Column("n", "int")), List.of(List.of(1)), 712);
    assertThat(BoxTable.of(some).render()).endsWith("1 of 712 rows\n");
    assertThat(BoxTable.of(Rows.all(some.columns(), List.of())).render()).endsWith("0 rows\n");
  }

  @Test
  void nestedValuesReadAsLiterals() {
    Rows nested =
        Rows.all(
            List.of(new Column("a", "array<double>"), new Column("s", "struct<x:int>")),
            List.of(
                List.of(
                    List.of(0.5f, 2.0),
                    Rows.all(List.of(new Column("x", "int")), List.of(List.of(7))))));
    assertThat(BoxTable.of(nested).grid()).contains("│ [0.5, 2.0] │ {x: 7} │");
    assertThat(RowsJson.render(nested)).contains("\"a\":[0.5,2.0],\"s\":{\"x\":7}");
  }

  @Test
  void jsonKeepsIdentifiersAsTextsAndHasNoNumbersThatAreNone() throws Exception {
    String json = RowsJson.render(RISKS);
    JsonNode document = new ObjectMapper().readTree(json);
    JsonNode first = document.get("rows").get(0);
    assertThat(first.get("subject_id").isTextual()).isTrue();
    assertThat(first.get("subject_id").asText()).isEqualTo("6917529027641081857");
    assertThat(first.get("risk_score").asDouble()).isEqualTo(0.4712345678);
    assertThat(first.get("index_time").asText()).isEqualTo("2024-06-01T23:59:59.999999Z");
    assertThat(document.get("rows").get(1).get("risk_score").isNull()).isTrue();
    assertThat(document.get("columns").get(0).toString())
        .isEqualTo("{\"name\":\"subject_id\",\"type\":\"bigint\"}");
    assertThat(document.get("total").asInt()).isEqualTo(2);
    assertThat(json).doesNotContain("\u001b");
  }

  @Test
  void jsonKeepsDecimalsMapsDatesAndSmallCounts() {
    Rows rows =
        Rows.all(
            List.of(
                new Column("n", "bigint"),
                new Column("d", "decimal(10,3)"),
                new Column("m", "map<string,int>"),
                new Column("day", "date")),
            List.of(
                List.of(5L, new BigDecimal("0.010"), Map.of("k", 1), LocalDate.of(2024, 6, 1))));
    assertThat(RowsJson.render(rows))
        .contains("{\"n\":5,\"d\":0.010,\"m\":{\"k\":1},\"day\":\"2024-06-01\"}");
  }

  @Test
  void csvDisarmsFormulasInTextsOnly() {
    List<Column> columns = List.of(new Column("text", "string"), new Column("n", "double"));
    List<List<Object>> rows =
        List.of(
            List.of("=HYPERLINK(\"x\")", -1.5),
            List.of("+1", 1.0),
            List.of("-2", 2.0),
            List.of("@SUM(A1)", 3.0),
            List.of("\tx", 4.0),
            List.of("\rx", 5.0),
            List.of("\0x", 6.0),
            Arrays.asList("", null),
            Arrays.asList(null, 1e-7),
            List.of("a, \"b\"", 7.0));
    assertThat(RowsCsv.render(Rows.all(columns, rows)))
        .isEqualTo(
            "text,n\r\n\"'=HYPERLINK(\"\"x\"\")\",-1.5\r\n'+1,1.0\r\n'-2,2.0\r\n'@SUM(A1),3.0\r\n"
                + "'\tx,4.0\r\n\"'\rx\",5.0\r\n'\0x,6.0\r\n\"\",\r\n,1.0E-7\r\n"
                + "\"a, \"\"b\"\"\",7.0\r\n");
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> Rows.all(RISKS.columns(), List.of(List.of(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a row has 1 cells, there are 4 columns");
  }
}
