package org.medley.jobs.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.cli.Medley;
import org.medley.jobs.session.Sessions;

/**
 * Measures three sample tasks of ACES on 20,000 random subjects with 10 million rows, through the
 * door {@code medley cohort}. Arguments: one that is not looked at, the configuration, and how many
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
      new Table(results).print(System.out);
    } finally {
      Folders.delete(work);
    }
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
