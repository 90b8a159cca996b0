package org.medley.jobs.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A plain NDJSON extract of one file per type, made of the whole lines of a compressed one. */
final class Extract {
  /** The file of the corrections. */
  static final String NIGHT = "zz-night.ndjson";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The identifiers of the sample. */
  private static final Pattern UUID =
      Pattern.compile("([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

  /** One patient of as many changes in a night. */
  private static final int PATIENTS_PER_CHANGED = 100;

  private final Path sample;
  private final Path folder;
  private final int copies;
  private final Map<Path, Long> lines = new LinkedHashMap<>();

  /** The people of {@code sample}, {@code copies} times under other identifiers. */
  Extract(Path sample, Path folder, int copies) {
    this.sample = sample;
    this.folder = folder;
    this.copies = copies;
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** The file of {@code type}. */
  Path file(String type) {
    return folder.resolve(type + ".ndjson");
  }

  /** Bytes of all files. */
  long bytes() {
    return lines.keySet().stream().mapToLong(Extract::bytes).sum();
  }

  /** Bytes of {@code file}. */
  static long bytes(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines of all files. */
  long lines() {
    return lines.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Lines of {@code file}. */
  static long lines(Path file) {
    try (Stream<String> found = Files.lines(file)) {
      return found.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the files. */
  void write() throws IOException {
    Files.createDirectories(folder);
    for (Path file : compressed()) {
      String type = file.getFileName().toString().split("\\.", 2)[0];
      try (BufferedWriter out =
          Files.newBufferedWriter(
              file(type),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND)) {
        for (int copy = 0; copy < copies; copy++) {
          lines.merge(file(type), copy(file, copy, out), Long::sum);
        }
      }
    }
  }

  private List<Path> compressed() throws IOException {
    try (Stream<Path> found = Files.list(sample)) {
      return found.filter(file -> file.toString().endsWith(".ndjson.gz")).sorted().toList();
    }
  }

  private static long copy(Path file, int copy, BufferedWriter out) throws IOException {
    long count = 0;
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (isWhole(line)) {
          out.write(copy == 0 ? line : renamed(line, copy));
          out.write('\n');
          count++;
        }
      }
    }
    return count;
  }

  /** What others fail on is left out. */
  private static boolean isWhole(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private static String renamed(String line, int copy) {
    return UUID.matcher(line)
        .replaceAll(
            found -> {
              int start = Integer.parseUnsignedInt(found.group(1), 16) ^ copy;
              return String.format("%08x", start) + found.group(2);
            });
  }

  /** Adds a file with the Observations of one in a hundred patients, corrected. */
  void writeNight() throws IOException {
    List<Path> first = List.copyOf(lines.keySet());
    Path night = folder.resolve(NIGHT);
    long count = 0;
    try (BufferedWriter out = Files.newBufferedWriter(night)) {
      for (Path file : first) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (isOfChanged(line)) {
              out.write(corrected(line));
              out.write('\n');
              count++;
            }
          }
        }
      }
    }
    lines.clear();
    lines.put(night, count);
  }

  private static boolean isOfChanged(String line) {
    int at = line.indexOf("\"Patient/");
    return at >= 0
        && line.substring(at, line.indexOf('"', at + 1)).hashCode() % PATIENTS_PER_CHANGED == 0
        && line.contains("\"Observation\"");
  }

  private static String corrected(String line) throws IOException {
    ObjectNode resource = (ObjectNode) JSON.readTree(line);
    resource.put("status", "corrected");
    if (resource.path("meta") instanceof ObjectNode meta && meta.has("lastUpdated")) {
      meta.put("lastUpdated", Instant.now().toString());
    }
    JsonNode value = resource.path("valueQuantity");
    if (value instanceof ObjectNode quantity && quantity.path("value").isNumber()) {
      quantity.put("value", quantity.get("value").asDouble() + 1);
    }
    return JSON.writeValueAsString(resource);
  }
}
