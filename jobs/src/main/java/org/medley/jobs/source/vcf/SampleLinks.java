package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import java.time.ZoneId;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Samples;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SubjectLookup;
import org.medley.jobs.source.csv.TimeFormat;
import org.medley.jobs.source.table.Cells;

/**
 * The link file of a VCF source: whose each sample is, when it was collected and when its genotype
 * was reported. Times are ISO 8601, in the source's zone where they name none; a date without time
 * is the end of that day; either may be empty.
 */
final class SampleLinks {
  private static final String COLLECTED_MICROS = "collected_micros";
  private static final String REPORTED_MICROS = "reported_micros";
  private static final String KNOWN = "known_sample";
  private static final String CONFLICT = "conflict";
  private static final String RANK = "rank";

  private static final List<String> COLUMNS =
      List.of(
          Samples.SAMPLE_ID,
          SubjectLinks.IDENTIFIER_SYSTEM,
          SubjectLinks.IDENTIFIER,
          Samples.COLLECTED_TIME,
          Samples.REPORTED_TIME);

  private static final StructType VALUES =
      new StructType()
          .add(Samples.SAMPLE_ID, DataTypes.StringType)
          .add(SubjectLinks.IDENTIFIER_SYSTEM, DataTypes.StringType)
          .add(SubjectLinks.IDENTIFIER, DataTypes.StringType)
          .add(COLLECTED_MICROS, DataTypes.LongType)
          .add(Samples.COLLECTED_PRECISION, DataTypes.StringType)
          .add(REPORTED_MICROS, DataTypes.LongType);

  private SampleLinks() {}

  /** One row per data line of the link file. Triggers no action. */
  static Dataset<Row> read(SparkSession spark, List<SourceFile> files, ZoneId zone) {
    TimeFormat format = new TimeFormat(TimeFormat.ISO, zone, TimeFormat.Edge.END);
    return CsvFiles.read(spark, files, COLUMNS, List.of(), VALUES, cells -> values(cells, format));
  }

  /**
   * Returns {@code lines} with the subject of each in use. Rejected are those whose sample no file
   * holds or whose identifier belongs to nobody known, and all lines on a sample that disagree;
   * equal ones are duplicates.
   *
   * @param samples one row per sample, with sample_id
   * @param links clinical.subject_links
   */
  static Dataset<Row> settle(Dataset<Row> lines, Dataset<Row> samples, Dataset<Row> links) {
    Dataset<Row> names = samples.select(col(Samples.SAMPLE_ID), lit(true).as(KNOWN));
    return lines
        .join(broadcast(names), new String[] {Samples.SAMPLE_ID}, "left")
        .transform(
            rows ->
                LineStates.reject(
                    rows,
                    col(KNOWN).isNull(),
                    "unknown-sample",
                    "no genotype file of the source holds the sample"))
        .drop(KNOWN)
        .transform(rows -> SubjectLookup.resolve(rows, links))
        .transform(SampleLinks::compared);
  }

  /** One row per sample under {@code clinical.samples}. */
  static Dataset<Row> samples(Dataset<Row> samples, Dataset<Row> lines, String source) {
    Dataset<Row> links =
        lines
            .filter(LineStates.accepted())
            .select(
                col(Samples.SAMPLE_ID),
                col(Samples.SUBJECT_ID),
                timestamp_micros(col(COLLECTED_MICROS)).as(Samples.COLLECTED_TIME),
                col(Samples.COLLECTED_PRECISION),
                timestamp_micros(col(REPORTED_MICROS)).as(Samples.REPORTED_TIME));
    return Samples.TABLE.conform(
        samples
            .join(links, new String[] {Samples.SAMPLE_ID}, "left")
            .withColumn(Samples.SOURCE, lit(source)));
  }

  private static Dataset<Row> compared(Dataset<Row> lines) {
    WindowSpec same =
        Window.partitionBy(
            when(LineStates.accepted(), lit(0L)).otherwise(col(Quarantine.LINE)),
            col(Samples.SAMPLE_ID));
    Column statement = struct(col(Samples.SUBJECT_ID), col(COLLECTED_MICROS), col(REPORTED_MICROS));
    Dataset<Row> marked =
        lines
            .withColumn(CONFLICT, array_size(collect_set(statement).over(same)).gt(1))
            .withColumn(
                RANK, row_number().over(same.orderBy(col(Quarantine.FILE), col(Quarantine.LINE))));
    return LineStates.reject(
            marked,
            col(CONFLICT),
            "conflicting-rows",
            "lines on the same sample contradict each other")
        .withColumn(
            LineStates.STATE,
            when(LineStates.accepted().and(not(col(RANK).equalTo(1))), LineStates.DUPLICATE)
                .otherwise(col(LineStates.STATE)))
        .drop(CONFLICT, RANK);
  }

  private static Object[] values(Cells cells, TimeFormat format) throws RejectedLine {
    String sample = text(cells, Samples.SAMPLE_ID);
    String identifier = text(cells, SubjectLinks.IDENTIFIER);
    if (sample == null || identifier == null) {
      throw new RejectedLine("no-identifier", "the line names no sample or no person");
    }
    TimeFormat.Stated collected = time(text(cells, Samples.COLLECTED_TIME), format);
    TimeFormat.Stated reported = time(text(cells, Samples.REPORTED_TIME), format);
    if (collected != null && reported != null && reported.micros() < collected.micros()) {
      throw new RejectedLine(
          "reported-before-collected", "the genotype is reported before the sample was collected");
    }
    String system = text(cells, SubjectLinks.IDENTIFIER_SYSTEM);
    return new Object[] {
      sample,
      system == null ? "" : system,
      identifier,
      collected == null ? null : collected.micros(),
      collected == null ? null : collected.dayOnly() ? "day" : "instant",
      reported == null ? null : reported.micros()
    };
  }

  private static String text(Cells cells, String column) {
    return cells.text(COLUMNS.indexOf(column));
  }

  private static TimeFormat.Stated time(String text, TimeFormat format) throws RejectedLine {
    return text == null ? null : format.parse(text);
  }
}
