package org.medley.jobs.source.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;

/** Rows of Parquet files, each with the name of its file and its number there. */
public final class ParquetFiles {
  /** Name of the file. */
  public static final String FILE = "_file";

  /** Number of the row in that file, from 1; see {@link #readDelta} for Delta tables. */
  public static final String NUMBER = "_number";

  private static final String NANOS = "spark.sql.legacy.parquet.nanosAsLong";

  private ParquetFiles() {}

  /**
   * Files of the same columns and types.
   *
   * @param schema what they hold
   * @param files the files
   */
  public record Group(MessageType schema, List<SourceFile> files) {
    /** Whether the files have a column of that name. */
    public boolean has(String column) {
      return schema.getFields().stream().anyMatch(f -> f.getName().equalsIgnoreCase(column));
    }

    /** Whether the files have a column of that name that holds times of no zone. */
    public boolean isZoneless(String column) {
      return schema.getFields().stream()
          .anyMatch(f -> f.getName().equalsIgnoreCase(column) && isTime(f) && !isUtc(f));
    }
  }

  /**
   * The files in groups that can be read together. Reads each file's footer on the driver.
   *
   * @throws MedleyException with exit code 65 that names a file that is not whole or no Parquet
   */
  public static List<Group> groups(SparkSession spark, List<SourceFile> files) {
    Configuration configuration = spark.sessionState().newHadoopConf();
    Map<MessageType, List<SourceFile>> groups = new LinkedHashMap<>();
    for (SourceFile file : files) {
      groups.computeIfAbsent(schema(file, configuration), schema -> new ArrayList<>()).add(file);
    }
    return groups.entrySet().stream()
        .map(group -> new Group(group.getKey(), group.getValue()))
        .toList();
  }

  /**
   * The rows of {@code group}, with {@link #FILE} and {@link #NUMBER} added. Times in nanoseconds,
   * which Spark does not know, are cut to microseconds. Triggers no action.
   */
  public static Dataset<Row> read(SparkSession spark, Group group) {
    List<Type> nanos = group.schema().getFields().stream().filter(ParquetFiles::isNanos).toList();
    if (!nanos.isEmpty()) {
      spark.conf().set(NANOS, "true");
    }
    Dataset<Row> rows =
        numbered(
            spark.read().parquet(paths(group)), group.files(), col("_metadata.row_index").plus(1));
    for (Type field : nanos) {
      Column micros =
          functions.expr("(`%1$s` - pmod(`%1$s`, 1000)) div 1000".formatted(field.getName()));
      Column instant = functions.timestamp_micros(micros);
      rows =
          rows.withColumn(
              field.getName(), isUtc(field) ? instant : instant.cast(DataTypes.TimestampNTZType));
    }
    return rows;
  }

  /**
   * The rows of {@code group} as they are, but times without zone as instants as if they were of
   * UTC, which spares a conversion of each. Triggers no action.
   */
  public static Dataset<Row> readAsIfUtc(SparkSession spark, Group group) {
    if (group.schema().getFields().stream().anyMatch(ParquetFiles::isNanos)) {
      return read(spark, group);
    }
    StructType schema = new StructType();
    for (StructField field : spark.read().parquet(paths(group)).schema().fields()) {
      boolean zoneless = field.dataType().equals(DataTypes.TimestampNTZType);
      schema = schema.add(field.name(), zoneless ? DataTypes.TimestampType : field.dataType());
    }
    return spark.read().schema(schema).parquet(paths(group));
  }

  private static String[] paths(Group group) {
    return group.files().stream().map(file -> file.path().toString()).toArray(String[]::new);
  }

  /**
   * The current rows of the Delta table at {@code root}, whose data files are among {@code files}.
   * Delta does not say where a row stands in its file: the number is the row's place among the
   * current rows of the file in the order of their content. Shuffles the rows once, by file.
   */
  public static Dataset<Row> readDelta(SparkSession spark, String root, List<SourceFile> files) {
    Dataset<Row> rows = spark.read().format("delta").load(root);
    Column[] columns = Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
    WindowSpec byContent =
        Window.partitionBy(col("_metadata.file_path")).orderBy(to_json(struct(columns)));
    return numbered(rows, files, row_number().over(byContent).cast(DataTypes.LongType));
  }

  private static Dataset<Row> numbered(Dataset<Row> rows, List<SourceFile> files, Column number) {
    Column[] names =
        files.stream()
            .flatMap(
                file ->
                    java.util.stream.Stream.of(
                        lit(plain(file.path().toUri().toString())), lit(file.name())))
            .toArray(Column[]::new);
    Column path = regexp_replace(col("_metadata.file_path"), "^file:/+", "file:/");
    return rows.select(col("*"), map(names).getItem(path).as(FILE), number.as(NUMBER));
  }

  private static String plain(String uri) {
    return uri.replaceFirst("^file:/+", "file:/");
  }

  private static boolean isTime(Type field) {
    return field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation;
  }

  private static boolean isNanos(Type field) {
    return field.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation time
        && time.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS;
  }

  private static boolean isUtc(Type field) {
    return ((TimestampLogicalTypeAnnotation) field.getLogicalTypeAnnotation()).isAdjustedToUTC();
  }

  private static MessageType schema(SourceFile file, Configuration configuration) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), configuration))) {
      return reader.getFileMetaData().getSchema();
    } catch (IOException | RuntimeException e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the file %s is not whole, or not Parquet".formatted(file.name()),
          "fetch it again from its origin and start the command again",
          e);
    }
  }
}
