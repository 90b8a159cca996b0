package org.medley.features.event;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Events.AVAILABLE_TIME;
import static org.medley.features.contract.Events.DOMAIN;
import static org.medley.features.contract.Events.SOURCE;
import static org.medley.features.contract.Events.SUPERSEDED_TIME;
import static org.medley.features.contract.Events.TIME;
import static org.medley.features.contract.ObservationPeriods.BASIS;
import static org.medley.features.contract.ObservationPeriods.END_TIME;
import static org.medley.features.contract.ObservationPeriods.START_TIME;
import static org.medley.features.contract.ObservationPeriods.SUBJECT_ID;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Subjects;

/**
 * Observation periods of sources that state none, as care records do: from the first encounter to
 * the earlier of death and the moment of the extract.
 */
public final class ObservationPeriodRule {
  private static final String EXTRACT_TIME = "extract_time";
  private static final String DIED = "died_time";
  private static final String DEATHS = "deaths";

  private ObservationPeriodRule() {}

  /**
   * Returns {@code clinical.observation_periods}: one row per subject with an encounter. Births and
   * static rows never open a period. Two aggregations and one join on the subject.
   *
   * <p>Only what existed by {@code asOf} counts, so that a past day is told as on its own night: a
   * death that became known later ends no period. Where a subject has no event of its death, the
   * time that its people's table states is taken.
   *
   * @param events clinical.events
   * @param subjects clinical.subjects, for the time of death
   * @param extractTimes when each source was extracted; for a source that is not named, the latest
   *     time at which one of its records became available
   * @param asOf end of the logical date
   */
  public static Dataset<Row> periods(
      Dataset<Row> events, Dataset<Row> subjects, Map<String, Instant> extractTimes, Instant asOf) {
    Dataset<Row> extracts = extracts(events.where(existed(asOf)), extractTimes);
    Column dated = col(TIME).isNotNull();
    Column visit = col(DOMAIN).equalTo("visit").and(dated).and(existed(asOf));
    Column death = col(DOMAIN).equalTo("death").and(dated);
    Column died = when(col(DEATHS).gt(0), col(DIED)).otherwise(col(Subjects.DEATH_TIME)).as(DIED);
    return events
        .where(visit.or(death))
        .groupBy(SUBJECT_ID, SOURCE)
        .agg(
            min(when(visit, col(TIME))).as(START_TIME),
            min(when(death.and(existed(asOf)), col(TIME))).as(DIED),
            count_if(death).as(DEATHS))
        .join(broadcast(extracts), SOURCE)
        .groupBy(SUBJECT_ID)
        .agg(
            min(START_TIME).as(START_TIME),
            max(when(col(START_TIME).isNotNull(), col(EXTRACT_TIME))).as(EXTRACT_TIME),
            min(DIED).as(DIED),
            sum(DEATHS).as(DEATHS))
        .join(subjects.select(Subjects.SUBJECT_ID, Subjects.DEATH_TIME), SUBJECT_ID)
        .select(col(SUBJECT_ID), col(START_TIME), col(EXTRACT_TIME), died)
        .withColumn(END_TIME, least(coalesce(col(DIED), col(EXTRACT_TIME)), col(EXTRACT_TIME)))
        .withColumn(BASIS, when(col(DIED).leq(col(EXTRACT_TIME)), "death").otherwise("extract"))
        .where(col(START_TIME).leq(col(END_TIME)))
        .select(SUBJECT_ID, START_TIME, END_TIME, BASIS);
  }

  /** Whether a version was there at an instant, and none that replaced it. */
  private static Column existed(Instant asOf) {
    Column end = lit(Timestamp.from(asOf));
    return coalesce(col(AVAILABLE_TIME).leq(end), lit(true))
        .and(coalesce(col(SUPERSEDED_TIME).gt(end), lit(true)));
  }

  private static Dataset<Row> extracts(Dataset<Row> events, Map<String, Instant> extractTimes) {
    String stated = "stated_time";
    List<Row> rows =
        extractTimes.entrySet().stream()
            .map(entry -> RowFactory.create(entry.getKey(), Timestamp.from(entry.getValue())))
            .toList();
    StructType schema =
        new StructType().add(SOURCE, DataTypes.StringType).add(stated, DataTypes.TimestampType);
    return events
        .groupBy(SOURCE)
        .agg(max(AVAILABLE_TIME).as(EXTRACT_TIME))
        .join(
            broadcast(events.sparkSession().createDataFrame(rows, schema)),
            new String[] {SOURCE},
            "left")
        .select(col(SOURCE), coalesce(col(stated), col(EXTRACT_TIME)).as(EXTRACT_TIME));
  }
}
