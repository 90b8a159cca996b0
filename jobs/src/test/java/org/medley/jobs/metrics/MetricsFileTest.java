package org.medley.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  @Test
  void gaugesAreInTheFormatAndThoseWithoutAValueAreLeftOut() {
    List<Gauge> gauges =
        List.of(
            new Gauge("medley_exit_code", "How it ended.").set(80),
            new Gauge("medley_none", "Nothing."),
            new Gauge("medley_lines", "Lines\nby source.")
                .set(Map.of("state", "read", "source", "a \"b\"\\c\n"), 1e6)
                .set("source", "lab", 0.25));

    assertThat(MetricsFile.text(gauges))
        .isEqualTo(
            """
            # TYPE medley_exit_code gauge
            # HELP medley_exit_code How it ended.
            medley_exit_code 80
            # TYPE medley_lines gauge
            # HELP medley_lines Lines\\nby source.
            medley_lines{source="a \\"b\\"\\\\c\\n",state="read"} 1000000
            medley_lines{source="lab"} 0.25
            # EOF
            """);
  }

  @Test
  void aFileIsReplacedWholeAndAFailureLeavesIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("medley.prom");
    Gauge gauge = new Gauge("medley_exit_code", "How it ended.").set(0);

    MetricsFile.write(file, List.of());
    MetricsFile.write(file, List.of(gauge));

    assertThat(file).hasContent(MetricsFile.text(List.of(gauge)));
    assertThat(folder.toFile().list()).containsExactly("medley.prom");
    assertThatThrownBy(() -> MetricsFile.write(file.resolve("below"), List.of(gauge)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("below");
    assertThat(Files.readString(file)).contains("medley_exit_code 0");
  }

  @Test
  void aNameThatNoReaderTakesIsRefused() {
    assertThatThrownBy(() -> new Gauge("medley-lines", "Lines."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("medley-lines");
  }
}
