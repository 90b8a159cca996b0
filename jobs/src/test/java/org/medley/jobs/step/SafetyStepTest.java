package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Codes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.event.SeenCodes;
import org.medley.features.safety.OptionDrugs;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.contract.SafetyAlerts;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.safety.SafetySettings;
import org.medley.jobs.settings.Problems;

@SparkTest
class SafetyStepTest {
  private static final Instant AS_OF = Instant.parse("2024-05-31T23:59:59.999999Z");

  private static final String EVENTS =
      """
      subject_id | time | code | domain | description | source | source_id
      1 | 2024-05-01 00:00:00 | NDC//1 | drug | Simvastatin 10 MG Oral Tablet | ehr | a
      1 | 2024-05-10 00:00:00 | NDC//2 | drug | Clarithromycin 500 MG Oral Tablet | ehr | b
      2 | 2024-05-01 00:00:00 | NDC//1 | drug | Simvastatin 10 MG Oral Tablet | ehr | c
      2 | 2024-05-10 00:00:00 | NDC//2 | drug | Clarithromycin 500 MG Oral Tablet | ehr | d
      """;

  private static final String SUBJECTS =
      """
      subject_id | birth_date | sex | death_time
      1 | 1960-01-01 | male |
      2 | 1960-01-01 | male | 2024-05-02 00:00:00
      """;

  private static final String MEMBERS =
      """
      task | purpose | subject_id | index_time
      lipids | score | 1 | 2024-05-20 00:00:00
      lipids | train | 1 | 2020-05-20 00:00:00
      """;

  @Test
  void aNightAsksTheRules(SparkSession spark, @TempDir Path lake) {
    Problems problems = new Problems();
    SafetySettings rules = SafetySettings.read(Path.of("../conf"), problems);
    problems.throwIfAny();
    SafetySettings asked =
        rules.of(
            List.of(
                new OptionDrugs("statin", Set.of(), Set.of("NDC//1")),
                new OptionDrugs("wait", Set.of(), Set.of()),
                new OptionDrugs("odd", Set.of(), Set.of("NDC//99"))),
            Set.of("onc-statins-cyp3a4", "duplicate-statin"));
    assertThat(rules.unknown(Set.of("all", "nothing"))).containsExactly("nothing");
    List<Step> steps =
        List.of(
            new Given("events", Map.of(Events.TABLE, EVENTS), "ehr"),
            new Given("subjects", Map.of(Subjects.TABLE, SUBJECTS), Output.ALL),
            new Given("codes", Map.of(Codes.TABLE, ""), Output.ALL),
            new Given("cohort:lipids", Map.of(Members.TABLE, MEMBERS), "lipids"),
            new AlertsStep(
                new SafetyInputs(rules, AS_OF, List.of("events"), List.of()),
                LocalDate.of(2024, 5, 31)),
            new SafetyStep("lipids", new SafetyInputs(asked, AS_OF, List.of("events"), List.of())));

    Map<String, StepEnd> ends =
        new Night(
                spark,
                new Lake(spark, lake.toString()),
                new Control(spark, lake.toString(), Clock.systemUTC()),
                LocalDate.of(2024, 5, 31),
                Clock.systemUTC(),
                new Silent())
            .run(ledger -> steps);

    assertThat(ends.get("safety:lipids").notes())
        .containsEntry("statin", "simvastatin")
        .containsEntry("not recognised", "odd");
    assertThat(rows(spark, lake, RuleHits.TABLE, "option", "rule_id", "state", "index_time"))
        .containsExactlyInAnyOrder(
            "odd option-not-recognised not_assessable 2024-05-20 00:00:00.0",
            "statin duplicate-statin clear 2024-05-20 00:00:00.0",
            "statin onc-statins-cyp3a4 fired 2024-05-20 00:00:00.0");
    assertThat(
            rows(spark, lake, SafetyAlerts.TABLE, "subject_id", "rule_id", "drug", "other_drugs"))
        .contains("1 onc-statins-cyp3a4 clarithromycin simvastatin")
        .allSatisfy(row -> assertThat(row).startsWith("1 "));
  }

  private static List<String> rows(
      SparkSession spark, Path lake, TableContract table, String... columns) {
    return new Lake(spark, lake.toString())
        .head(table).selectExpr(columns).collectAsList().stream()
            .map(row -> row.mkString(" "))
            .toList();
  }

  /** A step that wrote tables; an empty text is the codes of the events. */
  private record Given(String name, Map<TableContract, String> tables, String slice)
      implements Step {
    @Override
    public List<Class<?>> code() {
      return List.of(SubjectsStep.class);
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public List<String> inputs() {
      return List.of();
    }

    @Override
    public List<TableContract> writes() {
      return List.copyOf(tables.keySet());
    }

    @Override
    public Map<String, String> run(StepContext context) {
      Dataset<Row> events = TextTable.rows(context.spark(), Events.TABLE, EVENTS);
      tables.forEach(
          (table, text) ->
              context.write(
                  table,
                  text.isEmpty()
                      ? SeenCodes.of(events)
                      : TextTable.rows(context.spark(), table, text)));
      return Map.of();
    }
  }

  private static final class Silent implements NightListener {
    @Override
    public void started(String step) {}

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }
}
