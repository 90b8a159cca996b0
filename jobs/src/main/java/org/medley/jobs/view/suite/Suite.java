package org.medley.jobs.view.suite;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Resources;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** A file of the suite. */
public final class Suite {
  private static final StructType RESOURCES =
      new StructType()
          .add(Resources.TYPE, DataTypes.StringType)
          .add(Resources.RAW, DataTypes.StringType);
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final SparkSession spark;
  private final String file;
  private final JsonNode suite;

  private Suite(SparkSession spark, String file, JsonNode suite) {
    this.spark = spark;
    this.file = file;
    this.suite = suite;
  }

  /**
   * Reads {@code file}.
   *
   * @throws MedleyException with exit code 66 if it is not there, 74 if it cannot be read, 65 if it
   *     is not a file of a suite
   */
  public static Suite read(SparkSession spark, Path file) {
    if (!Files.isRegularFile(file)) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING, "there is no file " + file, "check the path");
    }
    try {
      JsonNode suite = JSON.readTree(file.toFile());
      if (!suite.path("resources").isArray() || !suite.path("tests").isArray()) {
        throw new MedleyException(
            ExitCode.DATA_REJECTED,
            file + " is not a test file of SQL on FHIR",
            "it needs the lists 'resources' and 'tests'");
      }
      return new Suite(spark, String.valueOf(file.getFileName()), suite);
    } catch (JsonProcessingException e) {
      throw new MedleyException(ExitCode.DATA_REJECTED, file + " is not JSON", "mend the JSON", e);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT, file + " cannot be read", "check that it may be read", e);
    }
  }

  /**
   * Runs its cases: all that compile in one action, and each alone only if that fails or if an
   * error is expected. Whatever goes wrong in a case is its result.
   */
  public List<CaseResult> run() {
    Dataset<Row> resources = resources();
    List<Running> cases = new ArrayList<>();
    for (JsonNode test : suite.get("tests")) {
      cases.add(Running.start(cases.size(), test, resources));
    }
    List<Running> together =
        cases.stream().filter(one -> one.rows().isPresent() && !one.expectsError()).toList();
    Optional<Map<Integer, List<JsonNode>>> found = collected(together);
    return cases.stream()
        .map(
            one ->
                CaseResult.of(
                    file, one.test().path("title").asText("(no title)"), message(one, found)))
        .toList();
  }

  private String message(Running one, Optional<Map<Integer, List<JsonNode>>> found) {
    if (one.rows().isEmpty()) {
      return one.expectsError() ? "" : one.failure();
    }
    List<JsonNode> rows;
    if (found.isPresent() && !one.expectsError()) {
      rows = found.get().getOrDefault(one.number(), List.of());
    } else {
      try {
        rows = rows(List.of(one)).getOrDefault(one.number(), List.of());
      } catch (Exception e) {
        return one.expectsError() ? "" : Running.failure(e);
      }
    }
    return one.expectsError()
        ? "no error, but %d rows".formatted(rows.size())
        : Expectation.unmet(one.test(), List.of(one.rows().get().columns()), rows);
  }

  /** The rows of {@code cases} by their number; nothing if one of them fails. */
  private static Optional<Map<Integer, List<JsonNode>>> collected(List<Running> cases) {
    try {
      return Optional.of(rows(cases));
    } catch (Exception e) {
      return Optional.empty();
    }
  }

  private static Map<Integer, List<JsonNode>> rows(List<Running> cases) throws IOException {
    Map<Integer, List<JsonNode>> found = new HashMap<>();
    Optional<Dataset<Row>> all =
        cases.stream()
            .map(one -> one.rows().get().select(lit(one.number()), to_json(struct("*"))))
            .reduce(Dataset::union);
    if (all.isPresent()) {
      for (Row row : all.get().collectAsList()) {
        found
            .computeIfAbsent(row.getInt(0), number -> new ArrayList<>())
            .add(JSON.readTree(row.getString(1)));
      }
    }
    return found;
  }

  private Dataset<Row> resources() {
    List<Row> rows = new ArrayList<>();
    suite
        .get("resources")
        .forEach(
            resource ->
                rows.add(
                    RowFactory.create(
                        resource.path("resourceType").asText(null), resource.toString())));
    return spark.createDataFrame(rows, RESOURCES).coalesce(1);
  }
}
