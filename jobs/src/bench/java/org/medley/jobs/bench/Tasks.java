package org.medley.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.cli.Medley;
import org.medley.jobs.session.Sessions;

/**
 * Measures three sample tasks of ACES on 20,000 random subjects with 10 million rows, through the
 * door {@code medley cohort}, and by DuckDB: mode compat and DuckDB must give the same samples.
 * Arguments: one that is not looked at, the configuration, and how many
 * times 20,000 subjects to make. Run it by {@code mvn verify -Pbench -DskipTests -Dbench.copies=1
 * -Dbench.main=org.medley.jobs.bench.Tasks}.
 */
public final class Tasks {
  private static final long SUBJECTS = 20_000;
  private static final List<String> TASKS =
      List.of("inhospital_mortality", "readmission_risk", "imminent_mortality");

  private Tasks() {}

  /** Runs all measurements. */
  public static void main(String[] arguments) throws IOException {
    Path conf = Path.of(arguments[1]).toAbsolutePath().normalize();
    long subjects = SUBJECTS * Integer.parseInt(arguments[2]);
    Path work = Files.createTempDirectory("medley-bench");
    try {
      Path meds = work.resolve("meds");
      long rows = new RandomMeds(subjects).write(Sessions.open(conf), meds);
      List<Measured> results = new ArrayList<>();
      for (String mode : List.of("compat", "strict")) {
        for (String task : TASKS) {
          Path out = work.resolve(task + "-" + mode);
          results.add(drawn(task, mode, copied(task, work), meds, conf, out, rows));
        }
      }
      for (int i = 0; i < TASKS.size(); i++) {
        results.add(byDuckDb(conf, work, TASKS.get(i), results.get(i)));
      }
      new Table(results).print(System.out);
    } finally {
      Folders.delete(work);
    }
  }

  private static Measured byDuckDb(Path conf, Path work, String task, Measured medley) {
    DuckDbTasks duckDb = new DuckDbTasks(work.resolve("meds"));
    Path out = work.resolve(task + ".parquet");
    Measured measured =
        Measured.of(
            task + ", DuckDB", medley.bytes(), medley.rows(), () -> duckDb.draw(task, out));
    Dataset<Row> own = samples(conf, work.resolve(task + "-compat").resolve("labels"));
    Dataset<Row> other = samples(conf, out);
    if (own.count() != other.count() || !own.exceptAll(other).isEmpty()) {
      throw new IllegalStateException(task + ": DuckDB draws other samples");
    }
    return measured.comparedWith(medley);
  }

  private static Dataset<Row> samples(Path conf, Path folder) {
    return Sessions.open(conf)
        .read()
        .parquet(folder.toUri().toString())
        .selectExpr("subject_id", "cast(prediction_time as timestamp_ntz)", "boolean_value");
  }

  private static Path copied(String task, Path work) throws IOException {
    Path file = work.resolve(task + ".yaml");
    try (InputStream in =
        Tasks.class.getResourceAsStream("/aces/configs/" + task + ".yaml")) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  private static Measured drawn(
      String task, String mode, Path file, Path meds, Path conf, Path out, long rows)
      throws IOException {
    return Measured.of(
        task + ", " + mode,
        Folders.size(meds),
        rows,
        () -> {
          int code =
              Medley.run(
                  "cohort",
                  "--task=" + file,
                  "--meds=" + meds,
                  "--mode=" + mode,
                  "--out=" + out,
                  "--conf=" + conf);
          if (code != 0) {
            throw new IllegalStateException("cohort ended with " + code);
          }
        });
  }
}
