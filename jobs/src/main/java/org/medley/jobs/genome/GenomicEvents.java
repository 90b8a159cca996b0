package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Samples;

/** Facts of samples as events of their subjects. */
public final class GenomicEvents {
  private GenomicEvents() {}

  /**
   * One row per fact of a linked sample under {@code clinical.events}. {@code time} is when the
   * sample was collected (null: not stated, so the fact counts as static) and {@code
   * available_time} when it was reported, or the fact known where that came later. A sample without
   * a time of report gives no event, since nobody can say from when on it was known; neither does a
   * version of a fact that was superseded before.
   *
   * @param facts as {@link GenomicFacts} gives them
   * @param samples {@code clinical.samples} of {@code source}
   */
  public static Dataset<Row> of(Dataset<Row> facts, Dataset<Row> samples, String source) {
    Dataset<Row> reported =
        samples
            .where(col(Samples.SUBJECT_ID).isNotNull().and(col(Samples.REPORTED_TIME).isNotNull()))
            .drop(Samples.SOURCE);
    Column known = greatest(col(Samples.REPORTED_TIME), col(FactColumns.KNOWN_TIME));
    Column ever =
        coalesce(col(FactColumns.SUPERSEDED_TIME).gt(col(Events.AVAILABLE_TIME)), lit(true));
    return Events.TABLE.conform(
        facts
            .join(reported, Samples.SAMPLE_ID)
            .withColumn(Events.AVAILABLE_TIME, known)
            .where(ever)
            .select(columns(source)));
  }

  private static Column[] columns(String source) {
    Column none = lit(null);
    return new Column[] {
      col(Samples.SUBJECT_ID).as(Events.SUBJECT_ID),
      col(Samples.COLLECTED_TIME).as(Events.TIME),
      none.cast(DataTypes.TimestampType).as(Events.END_TIME),
      col(Events.AVAILABLE_TIME),
      lit("stated").as(Events.AVAILABLE_BASIS),
      coalesce(col(Samples.COLLECTED_PRECISION), lit("static")).as(Events.TIME_PRECISION),
      col(FactColumns.SUPERSEDED_TIME).as(Events.SUPERSEDED_TIME),
      col(FactColumns.CODE).as(Events.CODE),
      lit("genomic").as(Events.DOMAIN),
      col(FactColumns.NUMERIC_VALUE).as(Events.NUMERIC_VALUE),
      col(FactColumns.TEXT_VALUE).as(Events.TEXT_VALUE),
      none.cast(DataTypes.StringType).as(Events.UNIT),
      none.cast(DataTypes.DoubleType).as(Events.SOURCE_VALUE),
      none.cast(DataTypes.StringType).as(Events.SOURCE_UNIT),
      col(FactColumns.DESCRIPTION).as(Events.DESCRIPTION),
      none.cast(DataTypes.StringType).as(Events.ENCOUNTER_ID),
      lit(source).as(Events.SOURCE),
      col(FactColumns.SOURCE_TYPE).as(Events.SOURCE_TYPE),
      col(Samples.SAMPLE_ID).as(Events.SOURCE_ID),
      col(FactColumns.SOURCE_PART).as(Events.SOURCE_PART),
      col(FactColumns.SOURCE_VERSION).as(Events.SOURCE_VERSION)
    };
  }
}
