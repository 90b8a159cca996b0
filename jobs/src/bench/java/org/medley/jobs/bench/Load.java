package org.medley.jobs.bench;

import static org.apache.spark.sql.functions.col;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.medley.jobs.cli.Medley;
import org.medley.jobs.contract.Files;
import org.medley.jobs.session.Sessions;

/**
 * The whole reading of an extract, as {@code medley ingest} does it: parse, store with history,
 * subjects, events, quarantine, quality, release.
 *
 * @param conf the configuration
 * @param extract what is read
 */
record Load(Path conf, Extract extract) {
  private static final long MIB = 1 << 20;

  /** Into an empty lake. */
  Measured first(String what, Path lake) {
    return ingest(what, lake);
  }

  /**
   * Into the lake of the load {@code first}.
   *
   * @throws IllegalStateException if a correction did not win: something else was measured then
   */
  Measured night(String what, Path lake, Measured first) {
    Measured night = ingest(what, lake);
    long won = accepted(lake, Extract.NIGHT);
    if (won != extract.lines()) {
      throw new IllegalStateException(
          "only %,d of %,d corrections won".formatted(won, extract.lines()));
    }
    double share = 100 * night.seconds() / first.seconds();
    return night.with(String.format(Locale.ROOT, "%.0f %% of the time of the first load", share));
  }

  private long accepted(Path lake, String file) {
    return Sessions.open(conf)
        .read()
        .format("delta")
        .load(lake.resolve(Files.TABLE.name().replace('.', '/')).toString())
        .where(col(Files.FILE).equalTo(file))
        .select(Files.ACCEPTED)
        .first()
        .getLong(0);
  }

  private Measured ingest(String what, Path lake) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    Measured measured =
        Measured.of(what, extract.bytes(), extract.lines(), () -> medley(arguments(lake)));
    long live =
        heap().stream()
            .filter(pool -> pool.getCollectionUsage() != null)
            .mapToLong(pool -> pool.getCollectionUsage().getUsed())
            .sum();
    return measured.with(live / MIB + " MiB of heap in use after the last collection");
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private String[] arguments(Path lake) {
    return new String[] {
      "ingest",
      "--kind=fhir",
      "--path=" + extract.folder(),
      "--lake=" + lake,
      "--conf=" + conf,
      "--output=json"
    };
  }

  private static void medley(String... arguments) {
    int code = Medley.run(arguments);
    if (code != 0) {
      throw new IllegalStateException("ingest ended with " + code);
    }
  }
}
