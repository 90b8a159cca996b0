package org.medley.jobs.view;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Resources;
import org.medley.features.testing.SparkTest;

/** The official suite of SQL on FHIR v2, as far as this compiler goes. */
@SparkTest
class ConformanceTest {
  /** What is refused by name for now. */
  private static final Set<String> REFUSED = Set.of("repeat.json", "fn_boundary.json");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final StructType RESOURCES =
      new StructType()
          .add(Resources.TYPE, DataTypes.StringType)
          .add(Resources.RAW, DataTypes.StringType);

  @Test
  void theOfficialCasesGiveTheRowsThatTheSuiteExpects(SparkSession spark) throws Exception {
    Map<String, String> failures = new TreeMap<>();
    int cases = 0;
    for (Path file : files()) {
      JsonNode suite = JSON.readTree(file.toFile());
      cases += suite.get("tests").size();
      run(String.valueOf(file.getFileName()), suite, spark, failures);
    }
    assertThat(failures)
        .allSatisfy(
            (name, failure) -> {
              assertThat(REFUSED).contains(name.substring(0, name.indexOf(':')));
              assertThat(failure).contains("not supported");
            });
    assertThat(cases - failures.size()).isEqualTo(78);
  }

  /** Runs the cases of one file: those that must fail one by one, the others in one action. */
  private static void run(
      String file, JsonNode suite, SparkSession spark, Map<String, String> failures) {
    Dataset<Row> resources = resources(spark, suite.get("resources"));
    Map<String, Dataset<Row>> running = new LinkedHashMap<>();
    Map<String, JsonNode> tests = new LinkedHashMap<>();
    for (JsonNode test : suite.get("tests")) {
      String name = file + ": " + test.get("title").asText();
      try {
        Dataset<Row> rows = new View(ViewReader.read(test.get("view"))).rows(resources, List.of());
        if (test.path("expectError").asBoolean(false)) {
          rows.collectAsList();
          failures.put(name, "no error");
        } else {
          running.put(name, rows);
          tests.put(name, test);
        }
      } catch (RuntimeException e) {
        if (!test.path("expectError").asBoolean(false)) {
          failures.put(name, e.toString().lines().findFirst().orElse(""));
        }
      }
    }
    Map<String, List<JsonNode>> found = collected(running);
    tests.forEach(
        (name, test) -> {
          String[] columns = running.get(name).columns();
          String outcome = outcome(test, found.getOrDefault(name, List.of()), columns);
          if (!outcome.isEmpty()) {
            failures.put(name, outcome);
          }
        });
  }

  private static Map<String, List<JsonNode>> collected(Map<String, Dataset<Row>> running) {
    Map<String, List<JsonNode>> found = new TreeMap<>();
    running.entrySet().stream()
        .map(entry -> entry.getValue().select(lit(entry.getKey()), to_json(struct("*"))))
        .reduce(Dataset::union)
        .ifPresent(
            all ->
                all.collectAsList()
                    .forEach(
                        row ->
                            found
                                .computeIfAbsent(row.getString(0), name -> new ArrayList<>())
                                .add(json(row.getString(1)))));
    return found;
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(ConformanceTest.class.getResource("/sql-on-fhir").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static Dataset<Row> resources(SparkSession spark, JsonNode resources) {
    List<Row> rows = new ArrayList<>();
    resources.forEach(
        resource ->
            rows.add(
                RowFactory.create(resource.get("resourceType").asText(), resource.toString())));
    return spark.createDataFrame(rows, RESOURCES);
  }

  private static String outcome(JsonNode test, List<JsonNode> found, String[] columns) {
    if (test.has("expectCount") && test.get("expectCount").asInt() != found.size()) {
      return found.size() + " rows";
    }
    if (test.has("expectColumns")) {
      List<String> expected = new ArrayList<>();
      test.get("expectColumns").forEach(column -> expected.add(column.asText()));
      if (!expected.equals(Arrays.asList(columns))) {
        return "columns " + Arrays.toString(columns);
      }
    }
    return test.has("expect") ? difference(test.get("expect"), found) : "";
  }

  private static String difference(JsonNode expected, List<JsonNode> found) {
    List<String> wanted = new ArrayList<>();
    expected.forEach(row -> wanted.add(plain(row).toString()));
    List<String> got = new ArrayList<>(found.stream().map(row -> plain(row).toString()).toList());
    wanted.sort(null);
    got.sort(null);
    return wanted.equals(got) ? "" : "expected " + wanted + " found " + got;
  }

  /** Without nulls, members in order, numbers without trailing zeros: nulls are not in toJSON. */
  private static JsonNode plain(JsonNode node) {
    if (node.isObject()) {
      ObjectNode sorted = JSON.createObjectNode();
      List<String> names = new ArrayList<>();
      node.fieldNames().forEachRemaining(names::add);
      names.stream()
          .sorted()
          .filter(name -> !node.get(name).isNull())
          .forEach(name -> sorted.set(name, plain(node.get(name))));
      return sorted;
    }
    if (node.isArray()) {
      ArrayNode array = JSON.createArrayNode();
      node.forEach(item -> array.add(plain(item)));
      return array;
    }
    return node.isNumber()
        ? JSON.getNodeFactory().numberNode(node.decimalValue().stripTrailingZeros())
        : node;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
