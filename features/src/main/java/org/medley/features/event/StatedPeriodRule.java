package org.medley.features.event;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.ObservationPeriods.BASIS;
import static org.medley.features.contract.ObservationPeriods.END_TIME;
import static org.medley.features.contract.ObservationPeriods.START_TIME;
import static org.medley.features.contract.ObservationPeriods.SUBJECT_ID;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.SubjectLinks;

/** Observation periods of sources that state them, as OMOP does: taken as given. */
public final class StatedPeriodRule {
  private static final String BIRTH = "MEDS_BIRTH";

  private StatedPeriodRule() {}

  /**
   * Returns {@code clinical.observation_periods} for the subjects that have a stated period: one
   * row per period, those that overlap or follow each other without a gap made one. One join with
   * the links, two shuffles by subject.
   *
   * @param stated clinical.stated_periods
   * @param links clinical.subject_links
   */
  public static Dataset<Row> periods(Dataset<Row> stated, Dataset<Row> links) {
    String start = "open_time";
    String latest = "latest_time";
    String island = "island";
    WindowSpec inOrder = Window.partitionBy(SUBJECT_ID).orderBy(START_TIME, END_TIME);
    Column opens =
        col(latest)
            .isNull()
            .or(col(START_TIME).gt(col(latest).plus(expr("INTERVAL '0.000001' SECOND"))));
    return stated
        .join(
            links,
            stated
                .col(StatedPeriods.SOURCE)
                .equalTo(links.col(SubjectLinks.SOURCE))
                .and(
                    stated
                        .col(StatedPeriods.SOURCE_SUBJECT_ID)
                        .equalTo(links.col(SubjectLinks.SOURCE_SUBJECT_ID))))
        .select(SUBJECT_ID, START_TIME, END_TIME)
        .withColumn(
            latest, max(END_TIME).over(inOrder.rowsBetween(Window.unboundedPreceding(), -1)))
        .withColumn(start, when(opens, 1).otherwise(0))
        .withColumn(island, sum(start).over(inOrder))
        .groupBy(SUBJECT_ID, island)
        .agg(min(START_TIME).as(START_TIME), max(END_TIME).as(END_TIME))
        .select(col(SUBJECT_ID), col(START_TIME), col(END_TIME), lit("stated").as(BASIS))
        .transform(ObservationPeriods.TABLE::conform);
  }

  /**
   * Returns {@code periods}, and for subjects without one those of {@code others}; both under
   * {@code clinical.observation_periods}.
   */
  public static Dataset<Row> before(Dataset<Row> periods, Dataset<Row> others) {
    return periods.unionByName(
        others.join(periods.select(SUBJECT_ID).distinct(), one(SUBJECT_ID), "left_anti"));
  }

  /**
   * How many current events of each source that states periods lie outside the periods of their
   * subject; births and static rows are not counted. One join on the subject.
   */
  public static Dataset<Row> outside(
      Dataset<Row> events, Dataset<Row> stated, Dataset<Row> periods) {
    Dataset<Row> sources = stated.select(StatedPeriods.SOURCE).distinct();
    Dataset<Row> placed =
        events
            .where(
                col(Events.SUPERSEDED_TIME)
                    .isNull()
                    .and(col(Events.TIME).isNotNull())
                    .and(col(Events.CODE).notEqual(BIRTH)))
            .join(broadcast(sources), one(Events.SOURCE), "left_semi")
            .as("e");
    return placed
        .join(
            periods.as("p"),
            col("e." + Events.SUBJECT_ID)
                .equalTo(col("p." + SUBJECT_ID))
                .and(col("e." + Events.TIME).between(col("p." + START_TIME), col("p." + END_TIME))),
            "left_anti")
        .groupBy(Events.SOURCE)
        .agg(count(lit(1)).as("events"));
  }

  private static String[] one(String column) {
    return new String[] {column};
  }
}
