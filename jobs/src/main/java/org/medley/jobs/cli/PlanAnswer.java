package org.medley.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.contract.TreatmentOptions;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.step.EffectsStep;
import org.medley.jobs.step.PlanStep;

/** What a decision came to, a line for each finding; small groups are withheld. */
final class PlanAnswer {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("about", "string"),
          new Column("option", "string"),
          new Column("finding", "string"),
          new Column("value", "double"),
          new Column("low", "double"),
          new Column("high", "double"),
          new Column("detail", "string"));

  private final DecisionSettings decision;
  private final NightRun night;
  private final List<List<Object>> rows = new ArrayList<>();

  PlanAnswer(DecisionSettings decision, NightRun night) {
    this.decision = decision;
    this.night = night;
  }

  /** The lines: estimates, failed checks, and the people of tonight. */
  Rows rows() {
    String effects = EffectsStep.name(decision.name());
    read(EffectEstimates.TABLE, effects)
        .where(
            col(EffectEstimates.QUANTITY)
                .isin(EffectEstimates.MEAN, EffectEstimates.DIFFERENCE, EffectEstimates.SUPPORTED))
        .orderBy(EffectEstimates.OUTCOME, EffectEstimates.OPTION, EffectEstimates.QUANTITY)
        .collectAsList()
        .forEach(this::estimate);
    read(EffectChecks.TABLE, effects)
        .where(col(EffectChecks.STATE).notEqual("pass"))
        .orderBy(EffectChecks.OUTCOME, EffectChecks.CHECK)
        .collectAsList()
        .forEach(this::check);
    people();
    return Rows.all(COLUMNS, rows);
  }

  private void estimate(Row row) {
    line(
        row.getAs(EffectEstimates.OUTCOME),
        row.getAs(EffectEstimates.OPTION),
        row.getAs(EffectEstimates.QUANTITY),
        row.getAs(EffectEstimates.VALUE),
        row.getAs(EffectEstimates.LOW),
        row.getAs(EffectEstimates.HIGH),
        row.getAs(EffectEstimates.METHOD));
  }

  private void check(Row row) {
    String state = row.getAs(EffectChecks.STATE);
    boolean vetoes = row.getAs(EffectChecks.VETOES);
    line(
        row.getAs(EffectChecks.OUTCOME),
        "",
        row.getAs(EffectChecks.CHECK) + ": " + state + (vetoes ? ", blinds" : ""),
        row.getAs(EffectChecks.VALUE),
        null,
        null,
        row.getAs(EffectChecks.DETAIL));
  }

  private void people() {
    read(TreatmentOptions.TABLE, PlanStep.name(decision.name()))
        .groupBy(TreatmentOptions.OPTION)
        .agg(
            count(lit(1)),
            number(col(TreatmentOptions.RECOMMENDED)),
            number(col(TreatmentOptions.LEFT_TO_CLINICIAN).isNotNull()),
            number(col(TreatmentOptions.VETOES).gt(0)))
        .orderBy(TreatmentOptions.OPTION)
        .collectAsList()
        .forEach(
            row -> {
              String option = row.getString(0);
              people(option, "people", row.getLong(1));
              people(option, "recommended", row.getLong(2));
              people(option, "left to the clinician", row.getLong(3));
              people(option, "with a veto", row.getLong(4));
            });
  }

  private void people(String option, String what, long people) {
    int minimum = night.configuration().site().minimumCell();
    boolean small = people > 0 && people < minimum;
    line(
        "tonight",
        option,
        what,
        small ? null : (Double) (double) people,
        null,
        null,
        small ? "fewer than " + minimum : "");
  }

  private static org.apache.spark.sql.Column number(org.apache.spark.sql.Column holds) {
    return sum(when(holds, 1L).otherwise(0L));
  }

  private void line(
      String about,
      String option,
      String finding,
      Double value,
      Double low,
      Double high,
      String detail) {
    List<Object> row = new ArrayList<>(List.of(about, option, finding));
    row.add(value);
    row.add(low);
    row.add(high);
    row.add(detail);
    rows.add(row);
  }

  private Dataset<Row> read(TableContract table, String step) {
    return night.written(table, step);
  }
}
