package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.settings.decision.DecisionSettings;

/** What is published of one decision. Kept until closed, as both tables come from the same rows. */
public final class DecisionPlan implements AutoCloseable {
  private final DecisionSettings decision;
  private final Findings findings;
  private final LocalDate asOf;
  private final Dataset<Row> expected;

  /**
   * The plan of {@code decision} on the logical date {@code asOf}.
   *
   * @param members under {@code cohort.members}
   * @param individuals under {@code model.individual_effects}
   */
  public DecisionPlan(
      DecisionSettings decision,
      Findings findings,
      LocalDate asOf,
      Dataset<Row> members,
      Dataset<Row> individuals) {
    this.decision = decision;
    this.findings = findings;
    this.asOf = asOf;
    this.expected =
        new Expected(decision, findings)
            .rows(members, individuals)
            .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** Rows under {@code published.option_outcomes}. */
  public Dataset<Row> outcomes() {
    return OptionOutcomes.TABLE.conform(
        expected
            .withColumn(OptionOutcomes.DECISION, lit(decision.name()))
            .withColumn(OptionOutcomes.AS_OF_DATE, lit(Date.valueOf(asOf)))
            .drop(Expected.POSITIVE, Expected.UNLIKE, Expected.SIGN, Expected.CENTRE));
  }

  /**
   * Rows under {@code published.treatment_options}.
   *
   * @param hits under {@code model.rule_hits}
   */
  public Dataset<Row> options(Dataset<Row> hits) {
    return new OptionTable(decision, findings, asOf).of(expected, SafetyCounts.of(hits));
  }

  @Override
  public void close() {
    expected.unpersist();
  }
}
