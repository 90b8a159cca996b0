package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.jobs.source.FileLines;
import org.medley.jobs.source.History;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.TextLine;

/**
 * The lines of a FHIR source with what must be known of each to store it: one row per line of a
 * file, or per text that an earlier load kept.
 */
final class ResourceLines {
  /** See {@link LineKind#problem}. */
  static final String PROBLEM = "problem";

  /** See {@link LineKind#deletions}. */
  static final String DELETIONS = "deletions";

  /** Where a version comes from: one of the numbers below. */
  static final String ORIGIN = "origin";

  /** A line of a file of this load. */
  static final int READ = 0;

  /** A line in quarantine, tried again. */
  static final int REFUSED = 1;

  /** A text that the lake holds, read again. */
  static final int KEPT = 2;

  /** A row of the lake, taken as it is. */
  static final int STORED = 3;

  static final StructType SCHEMA =
      new StructType()
          .add(Resources.FILE, DataTypes.StringType, false)
          .add(Resources.LINE, DataTypes.LongType, false)
          .add(Resources.BYTE_OFFSET, DataTypes.LongType, false)
          .add(Resources.TYPE, DataTypes.StringType)
          .add(Resources.ID, DataTypes.StringType)
          .add(Resources.VERSION, DataTypes.StringType)
          .add(Resources.LAST_UPDATED, DataTypes.TimestampType)
          .add(Resources.SUBJECT_KEY, DataTypes.StringType)
          .add(Resources.EXTRACT_TIME, DataTypes.TimestampType, false)
          .add(Resources.LOAD, DataTypes.LongType, false)
          .add(Resources.RAW, DataTypes.StringType, false)
          .add(PROBLEM, DataTypes.StringType)
          .add(DELETIONS, DataTypes.createArrayType(DataTypes.StringType))
          .add(ORIGIN, DataTypes.IntegerType, false);

  private ResourceLines() {}

  /** The resources among {@code lines}, the files of {@code input}. */
  static Dataset<Row> resources(SourceInput input, FileLines lines) {
    return lines.rows(SCHEMA, new LineRows(ExtractTimes.of(input), input.history().load(), true));
  }

  /** All else that {@code lines} hold: blank lines, deletions, and what cannot be used. */
  static Dataset<Row> others(SourceInput input, FileLines lines) {
    return lines.rows(SCHEMA, new LineRows(ExtractTimes.of(input), input.history().load(), false));
  }

  /** What earlier loads accepted, texts alone: deletions have none. */
  static Dataset<Row> ofKept(History history) {
    return again(
        texts(history.previous().apply(Resources.TABLE))
            .union(texts(history.previous().apply(ResourceVersions.TABLE))),
        KEPT);
  }

  private static Dataset<Row> texts(Dataset<Row> stored) {
    return stored
        .where(col(Resources.RAW).isNotNull())
        .select(place(lit(""), col(Resources.RAW), col(Resources.EXTRACT_TIME), Resources.LOAD));
  }

  /** What earlier loads refused and kept whole, as if it came with this load. */
  static Dataset<Row> ofRefused(SourceInput input) {
    Dataset<Row> quarantine = input.history().previous().apply(Quarantine.TABLE);
    Column extract = lit(Timestamp.from(ExtractTimes.of(input).fallback()));
    return again(
        LineAccounts.repeatable(quarantine, input)
            .withColumn(Resources.LOAD, lit(input.history().load()))
            .select(
                place(
                    col(Quarantine.REASON_CODE), col(Quarantine.PAYLOAD), extract, Resources.LOAD)),
        REFUSED);
  }

  /** File, line, offset, reason, text, extract time, load. */
  private static Column[] place(Column reason, Column text, Column extract, String load) {
    return new Column[] {
      col(Resources.FILE),
      col(Resources.LINE),
      coalesce(col(Resources.BYTE_OFFSET), lit(0L)),
      reason,
      text,
      extract,
      col(load)
    };
  }

  /** Texts that are read once more, in the columns of {@link #place}. */
  private static Dataset<Row> again(Dataset<Row> texts, int origin) {
    RDD<InternalRow> rows =
        texts
            .toJavaRDD()
            .map(
                text -> {
                  TextLine line = line(text);
                  return LineRows.row(
                      line,
                      LineKind.of(line),
                      text.getTimestamp(5).toInstant(),
                      text.getLong(6),
                      origin);
                })
            .rdd();
    return ((org.apache.spark.sql.classic.SparkSession) texts.sparkSession())
        .internalCreateDataFrame(rows, SCHEMA, false);
  }

  private static TextLine line(Row text) {
    String reason = text.getString(3);
    boolean latin = TextLine.INVALID_UTF8.equals(reason);
    byte[] bytes =
        text.getString(4).getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    return new TextLine(
        text.getString(0),
        text.getLong(1),
        text.getLong(2),
        bytes,
        latin || TextLine.NUL.equals(reason) ? reason : null);
  }
}
