package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.jobs.source.History;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.TextLine;

/**
 * The lines of a FHIR source with what must be known of each to store it: one row per line of a
 * file, or per text that an earlier load kept.
 */
final class ResourceLines {
  /** Code of an {@link Envelope.Problem}, {@link #BLANK}, or null: the line can be used. */
  static final String PROBLEM = "problem";

  /** The problem of an empty line or of a header, which is none. */
  static final String BLANK = "blank";

  /** Keys that a line of deletions names, {@code Type/id}; null: it is no such line. */
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
          .add(ResourceVersions.SUPERSEDED_LOAD, DataTypes.LongType)
          .add(ORIGIN, DataTypes.IntegerType, false);

  private ResourceLines() {}

  /** The lines of the files of {@code input}. */
  static Dataset<Row> ofFiles(SourceInput input) {
    ExtractTimes times = ExtractTimes.of(input);
    long load = input.history().load();
    return LineReader.read(
        input.spark(),
        input.files(),
        SCHEMA,
        line -> row(line, times.of(line.file()), load, null, READ));
  }

  /** The {@code lines} with the texts of those alone that are no resources. */
  static Dataset<Row> keys(Dataset<Row> lines) {
    return lines.withColumn(Resources.RAW, when(col(Resources.TYPE).isNull(), col(Resources.RAW)));
  }

  /** What earlier loads accepted, texts alone: deletions have none. */
  static Dataset<Row> ofKept(History history) {
    Dataset<Row> current =
        history
            .previous()
            .apply(Resources.TABLE)
            .withColumn(ResourceVersions.SUPERSEDED_LOAD, lit(null).cast(DataTypes.LongType));
    Dataset<Row> versions =
        history
            .previous()
            .apply(ResourceVersions.TABLE)
            .where(col(Resources.RAW).isNotNull())
            .drop(ResourceVersions.DELETED);
    return again(
        current
            .unionByName(versions)
            .select(
                col(Resources.FILE),
                col(Resources.LINE),
                col(Resources.BYTE_OFFSET),
                col(Resources.RAW),
                lit(""),
                col(Resources.EXTRACT_TIME),
                col(Resources.LOAD),
                col(ResourceVersions.SUPERSEDED_LOAD)),
        KEPT);
  }

  /** What earlier loads refused and kept whole, as if it came with this load. */
  static Dataset<Row> ofRefused(SourceInput input) {
    Dataset<Row> quarantine = input.history().previous().apply(Quarantine.TABLE);
    ExtractTimes times = ExtractTimes.of(input);
    return again(
        LineAccounts.repeatable(quarantine, input)
            .select(
                col(Quarantine.FILE),
                col(Quarantine.LINE),
                coalesce(col(Quarantine.BYTE_OFFSET), lit(0L)),
                col(Quarantine.PAYLOAD),
                col(Quarantine.REASON_CODE),
                lit(Timestamp.from(times.fallback())),
                lit(input.history().load()),
                lit(null).cast(DataTypes.LongType)),
        REFUSED);
  }

  /** Texts that are read once more: file, line, offset, text, reason, extract time, load, load. */
  private static Dataset<Row> again(Dataset<Row> texts, int origin) {
    return texts.map(
        (MapFunction<Row, Row>)
            text ->
                row(
                    line(text),
                    text.getTimestamp(5).toInstant(),
                    text.getLong(6),
                    text.isNullAt(7) ? null : text.getLong(7),
                    origin),
        Encoders.row(SCHEMA));
  }

  private static TextLine line(Row text) {
    boolean latin = TextLine.INVALID_UTF8.equals(text.getString(4));
    String problem = latin || TextLine.NUL.equals(text.getString(4)) ? text.getString(4) : null;
    byte[] bytes =
        text.getString(3).getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    return new TextLine(
        text.getString(0), text.getLong(1), text.getLong(2), bytes, text.getString(3), problem);
  }

  private static Row row(
      TextLine line, Instant extract, long load, Long supersededLoad, int origin) {
    Judged judged = Judged.of(line);
    Envelope envelope = judged.envelope();
    List<String> deletions = judged.deletions();
    boolean resource = envelope != null;
    return RowFactory.create(
        line.file(),
        line.number(),
        line.offset(),
        resource ? envelope.type() : null,
        resource ? envelope.id() : null,
        resource ? envelope.version() : null,
        resource ? envelope.lastUpdated() : null,
        resource ? envelope.subjectKey() : null,
        Timestamp.from(extract),
        load,
        line.text(),
        judged.problem(),
        deletions == null ? null : deletions.toArray(String[]::new),
        supersededLoad,
        origin);
  }

  /**
   * What a line is: a resource, deletions, or neither, for a reason.
   *
   * @param envelope null: no resource
   * @param deletions null: no deletions
   * @param problem null: one of the two
   */
  private record Judged(Envelope envelope, List<String> deletions, String problem) {
    /** Where files have an order, each block of them has a header without an id. */
    private static final String HEADER = "Parameters";

    static Judged of(TextLine line) {
      if (line.isBlank()) {
        return new Judged(null, null, BLANK);
      }
      Envelope envelope = Envelope.of(line);
      boolean nameless = envelope.problem() == Envelope.Problem.NO_ID;
      if (nameless && HEADER.equals(envelope.type())) {
        return new Judged(null, null, BLANK);
      }
      if (Deletions.isFile(line.file()) && (nameless || envelope.problem() == null)) {
        List<String> keys = Deletions.keys(line);
        return keys.isEmpty()
            ? new Judged(null, null, Envelope.Problem.NOT_A_DELETION.code())
            : new Judged(null, keys, null);
      }
      return envelope.problem() == null
          ? new Judged(envelope, null, null)
          : new Judged(null, null, envelope.problem().code());
    }
  }
}
