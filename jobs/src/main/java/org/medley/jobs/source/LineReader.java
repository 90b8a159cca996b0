package org.medley.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Reads text files, plain or gzip, line by line, each as a stream: memory does not grow with a
 * file. Large files are cut into parts, see {@link FileParts}.
 */
public final class LineReader {
  /** Longer lines are flagged and not loaded. */
  public static final int MAX_LINE_BYTES = 16 << 20;

  /** Name of the file. */
  public static final String FILE = "file";

  /** Line of that file, from 1. */
  public static final String LINE = "line";

  /** The line without its end, see {@link TextLine#text()}. */
  public static final String TEXT = "text";

  /** See {@link TextLine#problem()}. */
  public static final String PROBLEM = "problem";

  private static final long PART_BYTES = 32 << 20;

  private static final StructType LINES =
      new StructType()
          .add(FILE, DataTypes.StringType, false)
          .add(LINE, DataTypes.LongType, false)
          .add(TEXT, DataTypes.StringType, false)
          .add(PROBLEM, DataTypes.StringType, true);

  private LineReader() {}

  /** What a reader makes of one line. */
  @FunctionalInterface
  public interface LineMapper extends Function<TextLine, Row>, Serializable {}

  /** What a reader makes of the lines of one file, which it takes as it needs them. */
  @FunctionalInterface
  public interface LinesMapper extends Function<Iterator<TextLine>, Iterator<Row>>, Serializable {}

  /**
   * One row per line of {@code files}, blank lines included: file, line, text, problem. Rows of a
   * partition are in the order of the file. Without a shuffle; triggers no action but counting the
   * lines of large files.
   *
   * <p>An action on the rows fails with a {@link MedleyException} of exit code 65 that names the
   * file if one is corrupt; Spark wraps it, {@link MedleyException#in} finds it.
   */
  public static Dataset<Row> lines(SparkSession spark, List<SourceFile> files) {
    return read(
        spark,
        files,
        LINES,
        line -> RowFactory.create(line.file(), line.number(), line.text(), line.problem()));
  }

  /** As {@link #lines}, with each line made a row of {@code schema} by {@code mapper}. */
  public static Dataset<Row> read(
      SparkSession spark, List<SourceFile> files, StructType schema, LineMapper mapper) {
    return read(spark, files, PART_BYTES, schema, mapper);
  }

  /** The same with files cut into parts of {@code partBytes}. */
  static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      long partBytes,
      StructType schema,
      LineMapper mapper) {
    LinesMapper mapped = lines -> new Mapped(lines, mapper);
    return read(spark, files, new FileParts(partBytes), schema, mapped);
  }

  /** As {@link #read}, where a row may need more than one line, so that files stay whole. */
  public static Dataset<Row> readFiles(
      SparkSession spark, List<SourceFile> files, StructType schema, LinesMapper mapper) {
    return read(spark, files, new FileParts(Long.MAX_VALUE / 2), schema, mapper);
  }

  /**
   * As {@link #readFiles}, where large plain files are cut: {@code mapper} sees the lines of one
   * part, which the size of its file decides and nothing else.
   */
  public static Dataset<Row> readParts(
      SparkSession spark, List<SourceFile> files, StructType schema, LinesMapper mapper) {
    return read(spark, files, new FileParts(PART_BYTES), schema, mapper);
  }

  private static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      FileParts cut,
      StructType schema,
      LinesMapper mapper) {
    if (files.isEmpty()) {
      return spark.createDataFrame(List.of(), schema);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<SerializableConfiguration> configuration =
        context.broadcast(
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    List<FilePart> parts = cut.of(context, configuration, files);
    JavaRDD<Row> rows =
        context
            .parallelize(parts, parts.size())
            .flatMap(part -> mapper.apply(new PartLines(part, configuration.value().value())));
    return spark.createDataFrame(rows, schema);
  }

  /**
   * Hands the first lines of {@code file} to {@code reader}, until it returns false or the file
   * ends. Reads on the driver: for headers.
   *
   * @throws MedleyException with exit code 65 that names the file, if it is corrupt
   */
  public static void scan(SparkSession spark, SourceFile file, Predicate<TextLine> reader) {
    scan(spark.sparkContext().hadoopConfiguration(), file, reader);
  }

  /** The same without a session: {@code configuration} says how file systems are reached. */
  public static void scan(
      Configuration configuration, SourceFile file, Predicate<TextLine> reader) {
    try (InputStream in = FileOpener.open(file, configuration)) {
      LineSplitter splitter = new LineSplitter(file.name(), in, MAX_LINE_BYTES);
      TextLine line = splitter.next();
      while (line != null && reader.test(line)) {
        line = splitter.next();
      }
    } catch (IOException e) {
      throw corrupt(file, e);
    }
  }

  /**
   * Whether {@code file} is gzip, by its first bytes.
   *
   * @throws MedleyException with exit code 65 if only its name says so, or it lacks its last block
   */
  public static boolean isPacked(Configuration configuration, SourceFile file) {
    try {
      return FileOpener.isPacked(file, configuration);
    } catch (IOException e) {
      throw corrupt(file, e);
    }
  }

  /**
   * Whether several tasks can read {@code file} at the same time: it is plain or BGZF.
   *
   * @throws MedleyException as {@link #isPacked}
   */
  public static boolean isSplittable(Configuration configuration, SourceFile file) {
    return !isPacked(configuration, file) || FileOpener.isBlocked(file, configuration);
  }

  static MedleyException corrupt(SourceFile file, IOException e) {
    String why = e.getMessage() == null ? "it ends too early" : e.getMessage();
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        "the file %s is not whole (%s)".formatted(file.name(), why),
        "fetch it again from its origin and start the command again",
        e);
  }

  /** Each line made a row. */
  private record Mapped(Iterator<TextLine> lines, LineMapper mapper) implements Iterator<Row> {
    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public Row next() {
      return mapper.apply(lines.next());
    }
  }
}
