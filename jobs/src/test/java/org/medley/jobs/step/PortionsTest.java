package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;

/** The same lines in any order and in any portions come to the same tables. */
@SparkTest
class PortionsTest {
  private static final int PORTIONS = 2;

  @TempDir Path folder;

  /** People come first, since merged people keep the subject of the one who was loaded first. */
  @Test
  void loadsInAnyOrderAndPortionLeaveTheSameTables(SparkSession spark) throws IOException {
    Random random = new Random(7);
    RandomExtract extract = new RandomExtract(random);
    List<String> people = extract.people();
    List<String> lines = new ArrayList<>(extract.versions());
    String deletions = extract.deletions();

    Path whole = folder.resolve("whole");
    write(whole, "people.ndjson", people);
    write(whole, "all.ndjson", lines);
    write(whole, "20200103T000000000Z/deleted/1.ndjson", List.of(deletions));
    LoadedSite once = new LoadedSite(spark, whole, Map.of());
    once.night();
    List<String> expected = once.everything();
    assertThat(expected).filteredOn(row -> row.startsWith("[event,")).hasSizeGreaterThan(20);

    Collections.shuffle(lines, random);
    Path portions = folder.resolve("portions");
    LoadedSite several = new LoadedSite(spark, portions, Map.of());
    write(portions, "people.ndjson", people);
    int size = (lines.size() + PORTIONS - 1) / PORTIONS;
    for (int i = 0; i < PORTIONS; i++) {
      List<String> own = lines.subList(i * size, Math.min(lines.size(), (i + 1) * size));
      write(portions, "part" + i + ".ndjson", own);
      if (i == 1) {
        write(portions, "20200103T000000000Z/deleted/1.ndjson", List.of(deletions));
      }
      several.night();
    }
    assertThat(several.everything()).isEqualTo(expected);
  }

  private static void write(Path site, String name, List<String> lines) throws IOException {
    Path file = site.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, lines, StandardCharsets.UTF_8);
  }
}
