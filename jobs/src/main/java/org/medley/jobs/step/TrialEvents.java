package org.medley.jobs.step;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Outcomes;
import org.medley.jobs.settings.decision.TrialCodes;

/**
 * Facts of {@code clinical.outcomes} among the events and observation periods of a decision, so
 * that the arms of a trial start options and its endpoints are outcomes.
 */
final class TrialEvents {
  private static final String BASIS = "outcomes";
  private static final String ENTRY = "entry";
  private static final String FIRST = "first";
  private static final String LAST = "last";

  private TrialEvents() {}

  /** {@code events} with one at the entry for each arm, and one for each endpoint that was met. */
  static Dataset<Row> with(Dataset<Row> events, Dataset<Row> outcomes) {
    Dataset<Row> arms =
        outcomes.where(col(Outcomes.ARM).isNotNull().and(col(Outcomes.ENTRY_TIME).isNotNull()));
    Dataset<Row> met = outcomes.where(col(Outcomes.STATUS).equalTo("event"));
    Dataset<Row> facts =
        statements(arms, col(Outcomes.ENTRY_TIME), concat(lit(TrialCodes.ARM), col(Outcomes.ARM)))
            .unionByName(
                statements(
                    met,
                    col(Outcomes.TIME),
                    concat(lit(TrialCodes.ENDPOINT), col(Outcomes.ENDPOINT))));
    return events.unionByName(facts.distinct(), true);
  }

  private static Dataset<Row> statements(Dataset<Row> outcomes, Column time, Column code) {
    return outcomes.select(
        col(Outcomes.SUBJECT_ID).as(Events.SUBJECT_ID),
        time.as(Events.TIME),
        time.as(Events.AVAILABLE_TIME),
        lit("stated").as(Events.AVAILABLE_BASIS),
        lit("instant").as(Events.TIME_PRECISION),
        coalesce(code, lit("")).as(Events.CODE),
        lit("admin").as(Events.DOMAIN),
        col(Outcomes.SOURCE).as(Events.SOURCE),
        lit("outcome").as(Events.SOURCE_TYPE),
        col(Outcomes.ENDPOINT).as(Events.SOURCE_ID),
        lit("").as(Events.SOURCE_PART));
  }

  /**
   * {@code periods}, but those who entered a trial are observed until its last word of them, from
   * their entry or, where their record begins before it, from there.
   */
  static Dataset<Row> periods(Dataset<Row> periods, Dataset<Row> outcomes) {
    String subject = ObservationPeriods.SUBJECT_ID;
    Dataset<Row> starts =
        periods.groupBy(subject).agg(min(ObservationPeriods.START_TIME).as(FIRST));
    Dataset<Row> followed =
        outcomes
            .where(col(Outcomes.ARM).isNotNull().and(col(Outcomes.ENTRY_TIME).isNotNull()))
            .groupBy(col(Outcomes.SUBJECT_ID).as(subject))
            .agg(min(Outcomes.ENTRY_TIME).as(ENTRY), max(Outcomes.TIME).as(LAST))
            .join(starts, new String[] {subject}, "left")
            .select(
                col(subject),
                coalesce(least(col(ENTRY), col(FIRST))).as(ObservationPeriods.START_TIME),
                coalesce(col(LAST)).as(ObservationPeriods.END_TIME),
                lit(BASIS).as(ObservationPeriods.BASIS));
    return periods.join(followed, new String[] {subject}, "left_anti").unionByName(followed);
  }
}
