package org.medley.jobs.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A text file in the OpenMetrics format (version 1.0), which Prometheus' text format also accepts:
 * gauges, then {@code # EOF}. It is replaced by rename, so that no reader sees half of it.
 */
public final class MetricsFile {
  private MetricsFile() {}

  /** The text of {@code gauges}; those without a value are left out. */
  public static String text(List<Gauge> gauges) {
    StringBuilder text = new StringBuilder();
    gauges.stream()
        .flatMap(gauge -> gauge.lines().stream())
        .forEach(line -> text.append(line).append('\n'));
    return text.append("# EOF\n").toString();
  }

  /**
   * Replaces {@code file} by the text of {@code gauges}.
   *
   * @throws IOException if it cannot be written; what was there stands
   */
  public static void write(Path file, List<Gauge> gauges) throws IOException {
    Path target = file.toAbsolutePath();
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    Files.writeString(unfinished, text(gauges));
    Files.move(
        unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
