package org.medley.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;
import org.medley.features.covariate.CovariateRows;
import org.medley.features.covariate.FeatureOptions;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.covariate.LookbackWindow;
import org.medley.jobs.session.Sessions;

/**
 * Measures point-in-time covariates for 100,000 index times, five of each of 20,000 subjects, over
 * 10 million random events and five windows, and the same by DuckDB from the same Parquet files.
 * Both tell, for each window and aggregate, how many values there are and their sum, which must be
 * equal. Arguments: one that is not looked at, the configuration, and how many times 20,000
 * subjects to make. Run it by {@code mvn verify -Pbench -DskipTests -Dbench.copies=1
 * -Dbench.main=org.medley.jobs.bench.PointInTime}.
 */
public final class PointInTime {
  private static final long SUBJECTS = 20_000;
  private static final int INDEX_TIMES = 5;
  private static final int RUNS = 3;
  private static final double TOLERANCE = 1e-9;
  private static final List<String> WINDOWS = List.of("1d", "7d", "30d", "365d", "full");
  private static final FeatureSettings SETTINGS =
      new FeatureSettings(
          List.of("codes", "measurements"),
          WINDOWS.stream().map(LookbackWindow::parse).toList(),
          0.01,
          new FeatureOptions(
              Map.of("measurements", List.of("count", "last", "mean", "min", "max")), List.of()));

  private PointInTime() {}

  /** Runs all measurements. */
  public static void main(String[] arguments) throws IOException {
    Path conf = Path.of(arguments[1]).toAbsolutePath().normalize();
    long subjects = SUBJECTS * Integer.parseInt(arguments[2]);
    Path work = Files.createTempDirectory("medley-bench");
    SparkSession spark = Sessions.open(conf);
    try {
      long rows = prepare(spark, work, subjects);
      List<Measured> results = new ArrayList<>();
      DuckDbFeatures duckDb = new DuckDbFeatures(work, WINDOWS);
      for (int run = 1; run <= RUNS; run++) {
        Map<String, double[]> own = new TreeMap<>();
        Map<String, double[]> other = new TreeMap<>();
        long bytes = Folders.size(work.resolve("events"));
        Measured medley =
            Measured.of("Medley, run " + run, bytes, rows, () -> own.putAll(totals(spark, work)));
        results.add(medley);
        results.add(
            Measured.of("DuckDB, run " + run, bytes, rows, () -> other.putAll(duckDb.totals()))
                .comparedWith(medley));
        check(own, other);
      }
      new Table(results).print(System.out);
    } finally {
      Folders.delete(work);
    }
  }

  /** Writes events, subjects and members below {@code work}; returns how many events there are. */
  private static long prepare(SparkSession spark, Path work, long subjects) {
    Path meds = work.resolve("meds");
    new RandomMeds(subjects).write(spark, meds);
    Dataset<Row> rows = spark.read().parquet(meds.resolve("data").toUri().toString());
    write(events(rows), work, "events");
    Dataset<Row> events = read(spark, work, "events");
    write(
        events
            .select(col(Events.SUBJECT_ID))
            .distinct()
            .withColumn(Subjects.BIRTH_DATE, lit(null).cast("date"))
            .withColumn(Subjects.SEX, lit(null).cast("string")),
        work,
        "subjects");
    write(members(events), work, "members");
    return events.count();
  }

  private static void write(Dataset<Row> rows, Path work, String name) {
    rows.write().parquet(work.resolve(name).toUri().toString());
  }

  private static Dataset<Row> read(SparkSession spark, Path work, String name) {
    return spark.read().parquet(work.resolve(name).toUri().toString());
  }

  /** As the lake has them, with keys of records by which the last of a moment is found. */
  private static Dataset<Row> events(Dataset<Row> rows) {
    Column lab = col("code").startsWith("LAB//");
    Column time = col("time").cast("timestamp");
    return rows.select(
        col("subject_id").as(Events.SUBJECT_ID),
        time.as(Events.TIME),
        lit(null).cast("timestamp").as(Events.END_TIME),
        time.as(Events.AVAILABLE_TIME),
        lit(null).cast("timestamp").as(Events.SUPERSEDED_TIME),
        col("code").as(Events.CODE),
        when(lab, "measurement").otherwise("admin").as(Events.DOMAIN),
        col("numeric_value").cast("double").as(Events.NUMERIC_VALUE),
        lit(null).cast("string").as(Events.UNIT),
        lit(null).cast("string").as(Events.DESCRIPTION),
        lit("meds").as(Events.SOURCE_TYPE),
        concat(col("subject_id"), lit("@"), unix_micros(time)).as(Events.SOURCE_ID),
        xxhash64(col("subject_id"), time, col("code"), col("numeric_value"))
            .cast("string")
            .as(Events.SOURCE_PART));
  }

  /** Some moments at which something was measured, of each subject. */
  private static Dataset<Row> members(Dataset<Row> events) {
    Column order = xxhash64(col(Events.SUBJECT_ID), col(Events.TIME));
    return events
        .where(col(Events.DOMAIN).equalTo("measurement"))
        .select(Events.SUBJECT_ID, Events.TIME)
        .distinct()
        .withColumn(
            "place", row_number().over(Window.partitionBy(Events.SUBJECT_ID).orderBy(order)))
        .where(col("place").leq(INDEX_TIMES))
        .select(
            col(Events.SUBJECT_ID).as(Members.SUBJECT_ID),
            col(Events.TIME).as(Members.INDEX_TIME),
            lit("bench").as(Members.TASK),
            lit("train").as(Members.PURPOSE));
  }

  private static Map<String, double[]> totals(SparkSession spark, Path work) {
    Map<String, double[]> totals = new TreeMap<>();
    CovariateRows.build(
            read(spark, work, "events"),
            read(spark, work, "subjects"),
            read(spark, work, "members"),
            SETTINGS)
        .groupBy(Covariates.WINDOW, Covariates.AGGREGATE)
        .agg(count(lit(1)), sum(Covariates.VALUE))
        .collectAsList()
        .forEach(
            row ->
                totals.put(
                    row.getString(0) + " " + row.getString(1),
                    new double[] {row.getLong(2), row.getDouble(3)}));
    return totals;
  }

  private static void check(Map<String, double[]> own, Map<String, double[]> other) {
    if (!own.keySet().equals(other.keySet())) {
      throw new IllegalStateException(own.keySet() + " and " + other.keySet());
    }
    Stream.of(own.keySet().toArray(String[]::new))
        .forEach(
            key -> {
              double[] one = own.get(key);
              double[] two = other.get(key);
              double far = Math.abs(one[1] - two[1]) / Math.max(1, Math.abs(two[1]));
              if (one[0] != two[0] || far > TOLERANCE) {
                throw new IllegalStateException(
                    String.format(
                        Locale.ROOT,
                        "%s: %.0f values of sum %s, DuckDB %.0f of sum %s",
                        key, one[0], one[1], two[0], two[1]));
              }
            });
  }
}
