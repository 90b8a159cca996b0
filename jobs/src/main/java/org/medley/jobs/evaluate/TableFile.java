package org.medley.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
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

/** Reads a table of somebody's own: CSV with a line of names, also gzip, or Parquet. */
public final class TableFile {
  /** Whether a row of CSV has another number of cells than the line of names; BOOLEAN. */
  public static final String RAGGED = "ragged";

  private static final String[] SEPARATORS = {",", "\t", ";"};
  private static final String MARK = "\uFEFF";

  private TableFile() {}

  /**
   * The rows with their number in the file, from 0, under {@code name}, whatever the partitions;
   * one action.
   */
  public static Dataset<Row> numbered(SparkSession spark, Dataset<Row> rows, String name) {
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
    return spark.createDataFrame(numbered, rows.schema().add(name, DataTypes.LongType, false));
  }

  /**
   * The rows with {@link #RAGGED}; cells of CSV are text.
   *
   * @throws MedleyException 66 if there is no file, 65 if it is empty
   */
  public static Dataset<Row> open(SparkSession spark, String file) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    boolean parquet =
        file.toLowerCase(Locale.ROOT).endsWith(".parquet") || TableFolder.holdsParquet(file);
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
    return TableFolder.holdsParquet(file)
        ? new Path(java.nio.file.Path.of(file).toUri()).toString()
        : SourceFile.named(file, hadoop).uri();
  }

  /** A problem with the data, exit code 65. */
  public static MedleyException rejected(String what, String remedy) {
    return new MedleyException(ExitCode.DATA_REJECTED, what, remedy);
  }
}
