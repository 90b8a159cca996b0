package org.medley.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;

/** Reads a file of predictions: CSV with a line of names, or Parquet. */
final class PredictionsFile {
  /** Whether a row of CSV has another number of cells than the line of names. */
  static final String RAGGED = "ragged";

  private static final String[] SEPARATORS = {",", "\t", ";"};
  private static final String MARK = "\uFEFF";

  private PredictionsFile() {}

  /**
   * The rows as text under the names of {@link PredictionColumns#named}, with {@link
   * PredictionColumns#ROW}, the number of the row in the file, and {@link #RAGGED}; null where a
   * cell says nothing.
   *
   * @throws MedleyException 66 if there is no file, 65 if it is empty or lacks columns
   */
  static Dataset<Row> read(SparkSession spark, String file, PredictionColumns columns) {
    Dataset<Row> all = open(spark, file);
    List<String> there = Stream.of(all.columns()).filter(name -> !name.equals(RAGGED)).toList();
    String missing =
        columns.named().values().stream()
            .filter(name -> !there.contains(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw rejected(
          "%s has no column %s".formatted(file, missing),
          "it has: " + String.join(", ", there) + "; name one of these");
    }
    Map<String, String> named = columns.named();
    Column[] texts =
        Stream.concat(
                Stream.of(col(RAGGED)),
                named.entrySet().stream()
                    .map(entry -> Cells.text(entry.getValue()).as(entry.getKey())))
            .toArray(Column[]::new);
    return numbered(spark, all.select(texts));
  }

  /** The rows with their number in the file, from 0, whatever the partitions; one action. */
  private static Dataset<Row> numbered(SparkSession spark, Dataset<Row> rows) {
    JavaRDD<Row> numbered =
        rows.toJavaRDD()
            .zipWithIndex()
            .map(
                pair -> {
                  Row row = pair._1();
                  Object[] cells = new Object[row.length() + 1];
                  for (int i = 0; i < row.length(); i++) {
                    cells[i] = row.get(i);
                  }
                  cells[row.length()] = pair._2();
                  return RowFactory.create(cells);
                });
    return spark.createDataFrame(
        numbered, rows.schema().add(PredictionColumns.ROW, DataTypes.LongType, false));
  }

  private static Dataset<Row> open(SparkSession spark, String file) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    boolean parquet =
        file.toLowerCase(Locale.ROOT).endsWith(".parquet") || PredictionsFolder.holdsParquet(file);
    String address = parquet ? folderOrFile(file, hadoop) : SourceFile.named(file, hadoop).uri();
    if (parquet) {
      return spark.read().parquet(address).withColumn(RAGGED, lit(false));
    }
    List<Row> first = spark.read().text(address).takeAsList(1);
    if (first.isEmpty() || first.get(0).getString(0).isBlank()) {
      throw rejected(file + " is empty", "name a CSV file with a line of column names");
    }
    String header = first.get(0).getString(0);
    String separator =
        Arrays.stream(SEPARATORS).filter(header::contains).findFirst().orElse(SEPARATORS[0]);
    DataFrameReader reader =
        spark
            .read()
            .option("header", true)
            .option("sep", separator)
            .option("escape", "\"")
            .option("mode", "PERMISSIVE")
            .option("columnPruning", false)
            .option("columnNameOfCorruptRecord", RAGGED);
    StructType cells = reader.csv(address).schema();
    Dataset<Row> rows = reader.schema(cells.add(RAGGED, DataTypes.StringType)).csv(address);
    String[] names = rows.columns();
    names[0] = names[0].startsWith(MARK) ? names[0].substring(1) : names[0];
    return rows.toDF(names).withColumn(RAGGED, col(RAGGED).isNotNull());
  }

  private static String folderOrFile(String file, Configuration hadoop) {
    return PredictionsFolder.holdsParquet(file)
        ? new Path(java.nio.file.Path.of(file).toUri()).toString()
        : SourceFile.named(file, hadoop).uri();
  }

  static MedleyException rejected(String what, String remedy) {
    return new MedleyException(ExitCode.DATA_REJECTED, what, remedy);
  }
}
