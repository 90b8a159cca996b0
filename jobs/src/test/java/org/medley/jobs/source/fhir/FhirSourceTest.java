package org.medley.jobs.source.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;

@SparkTest
class FhirSourceTest {
  @TempDir Path folder;

  @Test
  void everyKindOfBadLineHasItsReasonAndTheRestIsAccepted(SparkSession spark) throws IOException {
    TreeMap<String, String> lines = new TreeMap<>();
    lines.put("not-json", "hello");
    lines.put("not-json 2", "{'resourceType':'A'}");
    lines.put("not-json 3", "{\"resourceType\":\"A\",\"id\":\"1\"} x");
    lines.put("not-json 4", "{\"resourceType\":\"A\",\"id\":\"1\",\"v\":NaN}");
    lines.put("not-json 5", "[1]");
    lines.put("not-json 6", "{\"resourceType\":\"A\",\"id\":\"1\"}{}");
    lines.put("truncated-json", "{\"resourceType\":\"A\",\"id\":\"1\",\"t\":[{\"x\"");
    lines.put("duplicate-key", "{\"resourceType\":\"A\",\"id\":\"1\",\"id\":\"2\"}");
    lines.put("no-resource-type", "{\"id\":\"1\"}");
    lines.put("no-id", "{\"resourceType\":\"A\",\"contained\":[{\"id\":\"1\"}]}");
    lines.put("no-id 2", "{\"resourceType\":\"A\",\"meta\":[\"1\"],\"x\":{\"id\":\"1\"}}");
    lines.put("nul", "{\"resourceType\":\"A\",\"id\":\"1\"}\0");
    lines.put("lone-surrogate", "{\"resourceType\":\"A\",\"id\":\"1\",\"t\":\"\\ud83d\"}");
    lines.put("too-deep", nested(200));
    lines.put("too-large", "{\"resourceType\":\"A\",\"id\":\"1\",\"v\":" + "9".repeat(1001) + "}");
    lines.put("fine 1", "{\"resourceType\":\"Odd\",\"id\":\"1\",\"v\":1e400,\"w\":0.010}");
    lines.put("fine 2", "{\"resourceType\":\"Odd\",\"id\":\"2\",\"t\":\"\\ud83d\\ude00\"}");
    lines.put(
        "fine 3", "{\"id\":\"3\",\"t\":\"" + "x".repeat(10 << 20) + "\",\"resourceType\":\"Odd\"}");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(("\uFEFF" + String.join("\r\n", lines.values())).getBytes(StandardCharsets.UTF_8));
    bytes.write("\r\n\r\n  \r\n".getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {'{', '"', (byte) 0xC3, '"', '}', '\n'});
    SourceFile file = file("a.ndjson", bytes.toByteArray());
    try (Loaded loaded = ingest(spark, List.of(file, file("manifest.json", new byte[] {'{'})))) {
      List<Row> refused = loaded.ingestion().quarantine().orderBy(Quarantine.LINE).collectAsList();
      List<String> expected = new ArrayList<>();
      lines.keySet().stream()
          .filter(name -> !name.startsWith("fine"))
          .forEach(name -> expected.add(name.split(" ")[0]));
      expected.add("invalid-utf8");
      assertThat(refused)
          .extracting(row -> row.<String>getAs(Quarantine.REASON_CODE))
          .containsExactlyElementsOf(expected);
      assertThat(refused.get(2).<String>getAs(Quarantine.PAYLOAD)).isIn(lines.values());
      assertThat(loaded.ingestion().accounts().collectAsList().get(0).mkString(" "))
          .isEqualTo("a.ndjson 21 3 0 0 16 2");
      assertThat(
              loaded.table(Resources.TABLE).collectAsList().stream()
                  .map(row -> row.<String>getAs(Resources.RAW)))
          .containsExactlyInAnyOrder(lines.get("fine 1"), lines.get("fine 2"), lines.get("fine 3"));
    }
  }

  @Test
  void theNewestVersionIsKeptWhateverTheOrderOfFiles(SparkSession spark) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                version(
                    "a", "\"lastUpdated\":\"2020-01-02T00:00:00Z\",\"versionId\":\"1\"", "kept"),
                version(
                    "a",
                    "\"lastUpdated\":\"2020-01-02T00:30:00+01:00\",\"versionId\":\"9\"",
                    "old"),
                version(
                    "a",
                    "\"lastUpdated\":\"2020-01-02T00:30:00+01:00\",\"versionId\":\"9\"",
                    "old"),
                version("a", "", "oldest"),
                version("b", "\"versionId\":\"10\"", "kept"),
                version("b", "\"versionId\":\"9\"", "old"),
                version("b", "\"versionId\":\"x\"", "older"),
                version("c", "", "kept"),
                version("c", "", "kept"),
                version("d", "", "either"),
                version("d", "", "or")));
    String first = null;
    for (int round = 0; round < 3; round++) {
      List<SourceFile> files = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += 3) {
        List<String> part = lines.subList(i, Math.min(i + 3, lines.size()));
        files.add(file(i + ".ndjson.gz", gzip(String.join("\n", part))));
      }
      try (Loaded loaded = ingest(spark, files)) {
        List<Row> rows = loaded.table(Resources.TABLE).orderBy(Resources.ID).collectAsList();
        String found =
            rows.stream().map(row -> row.<String>getAs(Resources.RAW)).toList().toString();
        assertThat(found).contains("kept", "a", "b", "c", "d").doesNotContain("old");
        assertThat(rows).hasSize(4);
        first = first == null ? found : first;
        assertThat(found).isEqualTo(first);
        long[] sums = new long[6];
        for (Row row : loaded.ingestion().accounts().collectAsList()) {
          for (int i = 0; i < 6; i++) {
            sums[i] += row.getLong(i + 1);
          }
        }
        assertThat(sums).containsExactly(11, 4, 5, 2, 0, 0);
      }
      Collections.rotate(lines, 4);
      Collections.swap(lines, 0, 5);
    }
  }

  @Test
  void anOrganizationThatTwoFilesTellDifferentlyIsKeptBothWaysInWhateverOrder(SparkSession spark)
      throws IOException {
    String one = "{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"St. Mary\"}";
    String other = "{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"Saint Mary\"}";
    List<List<String>> kept = new ArrayList<>();
    for (List<String> texts : List.of(List.of(one, other), List.of(other, one))) {
      List<SourceFile> files = new ArrayList<>();
      for (String text : texts) {
        String name = files.size() + "-Organization.ndjson";
        files.add(file(name, text.getBytes(StandardCharsets.UTF_8)));
      }
      try (Loaded loaded = ingest(spark, files)) {
        List<String> found = new ArrayList<>();
        for (TableContract table : List.of(Resources.TABLE, ResourceVersions.TABLE)) {
          loaded.table(table).collectAsList().stream()
              .map(row -> row.<String>getAs(Resources.RAW))
              .forEach(found::add);
        }
        kept.add(found);
      }
    }
    assertThat(kept.get(0)).containsExactlyInAnyOrder(one, other);
    assertThat(kept.get(1)).isEqualTo(kept.get(0));
  }

  @Test
  void aTruncatedFileStopsTheIngestionAndIsNamed(SparkSession spark) throws IOException {
    byte[] whole = gzip(version("a", "", "x").repeat(50));
    SourceFile file = file("cut.ndjson.gz", Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> ingest(spark, List.of(file)))
        .isInstanceOfSatisfying(
            MedleyException.class,
            problem -> assertThat(problem.exitCode()).isEqualTo(ExitCode.DATA_REJECTED))
        .hasMessageContaining("cut.ndjson.gz");
  }

  @Test
  void noFilesGiveEmptyTables(SparkSession spark) {
    try (Loaded loaded = ingest(spark, List.of())) {
      assertThat(loaded.table(Resources.TABLE).isEmpty()).isTrue();
      assertThat(loaded.ingestion().accounts().isEmpty()).isTrue();
    }
  }

  private static Loaded ingest(SparkSession spark, List<SourceFile> files) {
    return Extract.ingest(spark, Extract.settings("ehr", "UTC"), files);
  }

  private static String version(String id, String meta, String text) {
    return "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"meta\":{%s},\"t\":\"%s\"}"
        .formatted(id, meta, text);
  }

  private static String nested(int depth) {
    return "{\"resourceType\":\"A\",\"id\":\"1\",\"x\":"
        + "[".repeat(depth)
        + "]".repeat(depth)
        + "}";
  }

  private SourceFile file(String name, byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve(name), bytes);
    return new SourceFile(name, path.toUri().toString(), bytes.length, "");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
