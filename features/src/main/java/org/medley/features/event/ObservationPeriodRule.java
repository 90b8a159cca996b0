package org.medley.features.event;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
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

  private ObservationPeriodRule() {}

  /**
   * Returns {@code clinical.observation_periods}: one row per subject with an encounter. Births and
   * static rows never open a period. Two aggregations and one join on the subject.
   *
   * @param events clinical.events
   * @param subjects clinical.subjects, for the time of death
   * @param extractTimes when each source was extracted; for a source that is not named, the latest
   *     time at which one of its records became available
   */
  public static Dataset<Row> periods(
      Dataset<Row> events, Dataset<Row> subjects, Map<String, Instant> extractTimes) {
    Dataset<Row> current = events.where(col(SUPERSEDED_TIME).isNull());
    Dataset<Row> extracts = extracts(current, extractTimes);
    Column end = least(coalesce(col(Subjects.DEATH_TIME), col(EXTRACT_TIME)), col(EXTRACT_TIME));
    return current
        .where(col(DOMAIN).equalTo("visit").and(col(TIME).isNotNull()))
        .groupBy(SUBJECT_ID, SOURCE)
        .agg(min(TIME).as(START_TIME))
        .join(broadcast(extracts), SOURCE)
        .groupBy(SUBJECT_ID)
        .agg(min(START_TIME).as(START_TIME), max(EXTRACT_TIME).as(EXTRACT_TIME))
        .join(subjects.select(Subjects.SUBJECT_ID, Subjects.DEATH_TIME), SUBJECT_ID)
        .withColumn(END_TIME, end)
        .withColumn(
            BASIS,
            when(col(Subjects.DEATH_TIME).leq(col(EXTRACT_TIME)), "death").otherwise("extract"))
        .where(col(START_TIME).leq(col(END_TIME)))
        .select(SUBJECT_ID, START_TIME, END_TIME, BASIS);
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
