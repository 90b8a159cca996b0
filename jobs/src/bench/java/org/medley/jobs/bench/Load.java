package org.medley.jobs.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.medley.jobs.cli.Medley;

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
    return ingest(what, lake, output -> {});
  }

  /** Into the lake of the load {@code first}. */
  Measured night(String what, Path lake, Measured first) {
    Measured night = ingest(what, lake, this::checkCorrected);
    double share = 100 * night.seconds() / first.seconds();
    return night.with(String.format(Locale.ROOT, "%.0f %% of the time of the first load", share));
  }

  /** Where corrections did not replace what they correct, something else was measured. */
  private void checkCorrected(String output) {
    for (JsonNode file : rows(output)) {
      if (file.path("file").asText().equals(Extract.NIGHT)
          && file.path("accepted").asLong() == extract.lines()) {
        return;
      }
    }
    throw new IllegalStateException("the corrections did not replace what they correct");
  }

  private static JsonNode rows(String output) {
    try {
      return new ObjectMapper().readTree(output).path("rows");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Measured ingest(String what, Path lake, Consumer<String> check) {
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    Measured measured =
        Measured.of(
            what,
            extract.bytes(),
            extract.lines(),
            () -> check.accept(output(arguments(lake))));
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

  /** What {@code medley} with {@code arguments} writes to standard output. */
  private static String output(String... arguments) {
    PrintStream out = System.out;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      int code = Medley.run(arguments);
      if (code != 0) {
        throw new IllegalStateException("ingest ended with " + code);
      }
    } finally {
      System.setOut(out);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
