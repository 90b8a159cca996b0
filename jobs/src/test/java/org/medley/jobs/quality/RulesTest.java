package org.medley.jobs.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Events;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.unit.CanonicalUnits;
import org.medley.jobs.unit.UnitTable;

@SparkTest
class RulesTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Instant AS_OF = Instant.parse("2024-06-01T00:00:00Z");

  @Test
  void theShippedRulesCountWhatTheyApplyToAndWhatViolatesThem(SparkSession spark) {
    Problems problems = new Problems();
    List<Rule> rules = RuleFiles.read(CONF.resolve("quality"), problems);
    assertThat(problems.lines()).isEmpty();
    CanonicalUnits units = new CanonicalUnits(UnitTable.load(CONF.resolve("codes")));
    Dataset<Row> events = units.of(rows(spark, Events.TABLE, statements()));
    Dataset<Row> subjects = rows(spark, Subjects.TABLE, subjects());

    List<Verdict> verdicts =
        new Rules(rules, units)
            .judge(
                table ->
                    table == Events.TABLE
                        ? events
                        : table == Subjects.TABLE ? subjects : rows(spark, table, List.of()),
                table -> table == Events.TABLE || table == Subjects.TABLE,
                AS_OF);

    assertThat(counts(verdicts))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("measurement-unit-stated", "2/8"),
                Map.entry("subject-known", "1/19"),
                Map.entry("code-system-known", "1/19"),
                Map.entry("domain-known", "1/19"),
                Map.entry("unit-canonical", "1/6"),
                Map.entry("unit-single", "1/3"),
                Map.entry("encounter-present", "1/6"),
                Map.entry("statement-once", "1/14"),
                Map.entry("not-before-birth", "1/18"),
                Map.entry("not-after-death", "2/18"),
                Map.entry("not-in-future", "1/19"),
                Map.entry("end-after-start", "1/4"),
                Map.entry("visits-apart", "2/4"),
                Map.entry("plausible-range/LOINC//10834-0", "1/2"),
                Map.entry("plausible-range/LOINC//8310-5", "1/2"),
                Map.entry("plausible-range/LOINC//718-7", "0/1 passed"),
                Map.entry("birth-date-stated", "1/3"),
                Map.entry("sex-stated", "1/3"),
                Map.entry("sex-known", "1/2"),
                Map.entry("birth-plausible", "1/2"),
                Map.entry("death-after-birth", "0/1 passed"),
                Map.entry("variant-call-rate", "0/0 passed"),
                Map.entry("variant-hardy-weinberg", "0/0 passed"),
                Map.entry("score-usable", "0/0 passed"),
                Map.entry("score-whole", "0/0 passed"),
                Map.entry("sample-linked", "0/0 passed"),
                Map.entry("sample-call-rate", "0/0 passed"),
                Map.entry("sample-heterozygosity", "0/0 passed"),
                Map.entry("sample-sex", "0/0 passed"),
                Map.entry("duplicate-of-one-person", "0/0 passed")));
    assertThat(verdicts.stream().filter(Verdict::blocks).map(Verdict::name))
        .containsExactly("domain-known");
  }

  private static List<Map<String, Object>> subjects() {
    return List.of(
        subject(1, "1950-01-01", "female", "2024-01-01T00:00:00Z"),
        subject(2, "1800-01-01", "woman", null),
        subject(3, null, null, null));
  }

  private static Map<String, String> counts(List<Verdict> verdicts) {
    Map<String, String> counts = new HashMap<>();
    verdicts.forEach(
        verdict ->
            counts.put(
                verdict.name(),
                verdict.violations()
                    + "/"
                    + verdict.denominator()
                    + (verdict.passed() ? " passed" : "")));
    return counts;
  }

  private static List<Map<String, Object>> statements() {
    return List.of(
        // A wrong label is converted as it says, and the result is implausible.
        measured("g1", "LOINC//10834-0", 2.8, "g/L"),
        measured("g2", "LOINC//10834-0", 2.9, "g/dL"),
        measured("t1", "LOINC//8310-5", 98.6, "[degF]"),
        measured("t2", "LOINC//8310-5", 98.6, "Cel"),
        measured("h1", "LOINC//718-7", 14.0, "furlong"),
        measured("h2", "LOINC//718-7", 14.0, "g/dL"),
        measured("h3", "LOINC//718-7", 15.0, null),
        measured("h4", "LOINC//718-7", 15.0, null),
        with(measured("old", "LOINC//718-7", 99.0, "g/dL"), "superseded_time", at(2)),
        with(measured("birth", "SNOMED//1", null, null), "time", at(1)),
        with(measured("dead", "SNOMED//2", null, null), "time", "2024-05-01T00:00:00Z"),
        with(measured("next", "SNOMED//3", null, null), "time", "2025-05-01T00:00:00Z"),
        with(measured("uri", "http://x.org//3", null, null), "domain", "wish"),
        visit("v1", "2020-01-01T00:00:00Z", "2020-01-05T00:00:00Z"),
        visit("v2", "2020-01-02T00:00:00Z", "2020-01-03T00:00:00Z"),
        visit("v3", "2020-01-04T00:00:00Z", "2020-01-06T00:00:00Z"),
        visit("v4", "2020-01-06T00:00:00Z", "2020-01-05T00:00:00Z"),
        with(measured("d1", "SNOMED//4", null, null), "encounter_id", "v1"),
        with(measured("d2", "SNOMED//5", null, null), "encounter_id", "v9"),
        with(measured("d3", "SNOMED//6", null, null), "subject_id", 9L));
  }

  @Test
  void rowsAreComparedWithNullsInTheirPlacesAndReferencesMayNameAnotherColumn(
      SparkSession spark, @TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        table: clinical.events
        rules:
          once: {description: d, category: plausibility, unique: [unit, text_value]}
          there: {description: d, category: conformance, where: "domain = 'measurement'",
                  refers-to: {column: encounter_id, key: source_id, where: "domain = 'visit'"}}
        """);
    Problems problems = new Problems();
    List<Rule> rules = RuleFiles.read(folder, problems);
    assertThat(problems.lines()).isEmpty();
    Dataset<Row> events =
        rows(
            spark,
            Events.TABLE,
            List.of(
                visit("v1", "2020-01-01T00:00:00Z", "2020-01-05T00:00:00Z"),
                with(measured("a", "X//1", null, "mg"), "encounter_id", "v1"),
                with(
                    with(measured("b", "X//1", null, null), "text_value", "mg"),
                    "encounter_id",
                    "a"),
                with(measured("c", "X//1", null, "mg"), "encounter_id", "v2"),
                measured("d", "X//1", null, "kg")));
    CanonicalUnits units = new CanonicalUnits(UnitTable.load(CONF.resolve("codes")));
    List<Verdict> verdicts =
        new Rules(rules, units)
            .judge(
                table -> table == Events.TABLE ? events : rows(spark, table, List.of()),
                table -> true,
                AS_OF);
    assertThat(counts(verdicts)).isEqualTo(Map.of("once", "1/5", "there", "2/3"));
  }

  @Test
  void everyProblemOfTheFilesIsNamedAtOnce(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        table: clinical.events
        rules:
          one: {description: d, category: plausibility, expect: numeric_value > (SELECT max(1))}
          two: {description: d, category: plausibility, expect: uuid() = 'x'}
          three: {description: d, category: taste, expect: weight > 1}
          four: {category: plausibility, severity: stop, threshold: 101, not-null: weight}
          five: {description: d, category: plausibility, expect: 'true', unique: [code]}
          six: {description: d, category: plausibility}
          seven: {description: d, category: plausibility, in-set: {column: code}}
          eight: {description: d, category: plausibility, ranges: {A//1: {unit: g, low: 2, high: 1}}}
          nine: {description: d, category: plausibility, ranges: {A//1: {unit: g}}}
          ten: {description: d, category: plausibility, expect: 'CAST(code AS INT) = 1', wehre: x}
          eleven: {description: d, category: plausibility, expect: 'numeric_value >'}
          twelve: {description: d, category: plausibility, expect: "reflect('a', 'b') = 1"}
        """);
    Files.writeString(folder.resolve("b.yaml"), "table: clinical.people\nrules: {x: {}}\n");
    Problems problems = new Problems();

    RuleFiles.read(folder, problems);

    String all = String.join("\n", problems.lines());
    assertThat(all)
        .contains("a.yaml:3: rules.one.expect: uses what a condition may not hold")
        .contains("a.yaml:4: rules.two.expect: calls 'uuid'")
        .contains("rules.three.category: is 'taste'")
        .contains("rules.three.expect: names 'weight', which is no column")
        .contains("rules.four.description: is missing")
        .contains("rules.four.severity: is 'stop'")
        .contains("rules.four.threshold: is no percentage")
        .contains("rules.four.not-null: names 'weight'")
        .contains("rules.five.expect: is not alone")
        .contains("rules.six.expect: is missing")
        .contains("rules.seven.in-set.values: is empty")
        .contains("rules.eight.ranges.A//1.low: is above high")
        .contains("rules.nine.ranges.A//1.low: is missing")
        .contains("rules.nine: is a second rule on ranges")
        .contains("rules.ten.expect: casts")
        .contains("rules.ten.wehre: is not a known key; did you mean 'where'?")
        .contains("rules.eleven.expect: is no SQL expression")
        .contains("rules.twelve.expect: calls 'reflect'")
        .contains("table: is 'clinical.people'");
  }

  @Test
  void conditionsThatAreNoneAreNamedBeforeDataAreRead(SparkSession spark, @TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        table: clinical.subjects
        rules:
          one: {description: d, category: plausibility, expect: year(birth_date)}
          two: {description: d, category: plausibility, expect: birth_date > true}
        """);
    Problems problems = new Problems();
    Rules rules =
        new Rules(
            RuleFiles.read(folder, problems),
            new CanonicalUnits(new UnitTable(Map.of(), Map.of())));

    assertThat(problems.lines()).isEmpty();
    assertThatThrownBy(
            () -> rules.judge(table -> rows(spark, table, List.of()), table -> true, AS_OF))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.CONFIGURATION))
        .hasMessageContaining("rules.one: 'year(birth_date)' is neither true nor false")
        .hasMessageContaining("rules.two: 'birth_date > true' compares what cannot be compared");
  }

  private static Timestamp at(int hour) {
    return Timestamp.from(Instant.parse("1900-01-01T00:00:00Z").plusSeconds(3600L * hour));
  }

  private static Map<String, Object> measured(String id, String code, Double value, String unit) {
    Map<String, Object> event = new HashMap<>();
    event.put("subject_id", 1L);
    event.put("time", Timestamp.from(Instant.parse("2020-01-01T00:00:00Z")));
    event.put("available_basis", "stated");
    event.put("time_precision", "instant");
    event.put("code", code);
    event.put("domain", "measurement");
    event.put("numeric_value", value);
    event.put("unit", unit);
    event.put("source", "ehr");
    event.put("source_type", "Observation");
    event.put("source_id", id);
    event.put("source_part", "");
    return event;
  }

  private static Map<String, Object> visit(String id, String start, String end) {
    Map<String, Object> event = measured(id, "ACTCODE//IMP", null, null);
    event.put("domain", "visit");
    event.put("encounter_id", id);
    event.put("end_time", Timestamp.from(Instant.parse(end)));
    return with(event, "time", start);
  }

  private static Map<String, Object> with(Map<String, Object> row, String column, Object value) {
    row.put(
        column,
        column.equals("time") && value instanceof String text
            ? Timestamp.from(Instant.parse(text))
            : value);
    return row;
  }

  private static Map<String, Object> subject(long id, String birth, String sex, String death) {
    Map<String, Object> subject = new HashMap<>();
    subject.put("subject_id", id);
    subject.put("birth_date", birth == null ? null : Date.valueOf(birth));
    subject.put("sex", sex);
    subject.put("death_time", death == null ? null : Timestamp.from(Instant.parse(death)));
    return subject;
  }

  private static Dataset<Row> rows(
      SparkSession spark, TableContract table, List<Map<String, Object>> maps) {
    List<Row> rows = new ArrayList<>();
    for (Map<String, Object> map : maps) {
      List<Object> cells = new ArrayList<>();
      for (StructField field : table.schema().fields()) {
        cells.add(map.get(field.name()));
      }
      rows.add(RowFactory.create(cells.toArray()));
    }
    return spark.createDataFrame(rows, table.schema());
  }
}
