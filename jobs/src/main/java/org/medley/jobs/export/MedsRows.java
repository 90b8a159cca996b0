package org.medley.jobs.export;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.asc_nulls_first;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.time.ZoneId;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Events as rows of the standard's data table. */
final class MedsRows {
  static final String SUBJECT = "subject_id";
  static final String TIME = "time";
  static final String CODE = "code";
  static final String NUMBER = "numeric_value";
  static final String TEXT = "text_value";

  private static final String ORIGINAL = "original_id";

  private MedsRows() {}

  /**
   * Returns the id under which each subject of {@code events} is exported, one row per subject: the
   * id that a MEDS source gave (the smallest, where it gave several), else ours. Triggers one
   * action.
   *
   * @param links clinical.subject_links
   * @param medsSources names of the sources whose ids are given back where they are whole numbers
   * @throws MedleyException with exit code 65 if two subjects would get the same id
   */
  static Dataset<Row> ids(Dataset<Row> events, Dataset<Row> links, Set<String> medsSources) {
    Dataset<Row> originals =
        links
            .where(col(SubjectLinks.SOURCE).isin(medsSources.toArray()))
            .groupBy(SubjectLinks.SUBJECT_ID)
            .agg(
                min(col(SubjectLinks.SOURCE_SUBJECT_ID).try_cast(DataTypes.LongType)).as(ORIGINAL));
    Dataset<Row> ids =
        events
            .select(Events.SUBJECT_ID)
            .distinct()
            .join(originals, new String[] {Events.SUBJECT_ID}, "left")
            .withColumn(ORIGINAL, coalesce(col(ORIGINAL), col(Events.SUBJECT_ID)));
    Row counts = ids.agg(count(lit(1)), count_distinct(col(ORIGINAL))).first();
    if (counts.getLong(0) != counts.getLong(1)) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "two MEDS sources use the same subject_id for different people",
          "export one source at a time with --source");
    }
    return ids;
  }

  /**
   * Returns {@code events} as rows of the data table in {@code shards} partitions: a subject lies
   * in one of them, its rows together and in the order of their time, those without time first;
   * rows of one time keep the order of their source. Times are local in {@code zone} and have no
   * zone. Shuffles the events once.
   */
  static Dataset<Row> of(Dataset<Row> events, Dataset<Row> ids, ZoneId zone, int shards) {
    return events
        .join(ids, new String[] {Events.SUBJECT_ID})
        .select(
            col(ORIGINAL).as("id"),
            from_utc_timestamp(col(Events.TIME), zone.getId())
                .cast(DataTypes.TimestampNTZType)
                .as("local_time"),
            col(Events.CODE),
            col(Events.NUMERIC_VALUE).cast(DataTypes.FloatType).as(NUMBER),
            col(Events.TEXT_VALUE),
            col(Events.SOURCE),
            col(Events.SOURCE_TYPE),
            col(Events.SOURCE_ID),
            col(Events.SOURCE_PART))
        .repartition(shards, col("id"))
        .sortWithinPartitions(
            asc("id"),
            asc_nulls_first("local_time"),
            asc(Events.SOURCE),
            asc(Events.SOURCE_TYPE),
            asc(Events.SOURCE_ID),
            asc(Events.SOURCE_PART))
        .select(
            col("id").as(SUBJECT),
            col("local_time").as(TIME),
            col(Events.CODE).as(CODE),
            col(NUMBER),
            col(Events.TEXT_VALUE).as(TEXT));
  }
}
