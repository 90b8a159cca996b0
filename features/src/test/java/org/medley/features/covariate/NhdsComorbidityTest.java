package org.medley.features.covariate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.medley.features.testing.SparkTest;

/**
 * Every category and score of 2,210 admissions of the National Hospital Discharge Survey 2010
 * against R's comorbidity 1.1 with {@code assign0 = TRUE}, which read dx1 to dx3.
 */
@SparkTest
@EnabledIfSystemProperty(named = "medley.shared.data", matches = ".+")
class NhdsComorbidityTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("medley.shared.data", ""), "comorbidity");
  private static final Map<String, String> SCORES =
      Map.of(
          "score_charlson_assign0", "charlson_1987_score",
          "score_quan_assign0", "quan_2011_score",
          "score_vw_assign0", "van_walraven_2009_score",
          "score_swiss_assign0", "swiss_2021_score");

  @Test
  void equalsTheRPackageOnAllAdmissions(SparkSession spark) throws IOException {
    Population population = new Population();
    for (Map<String, String> admission : rows("nhds2010.csv.gz")) {
      long id = Long.parseLong(admission.get("recid"));
      population.member(id, CovariateFamilyContract.INDEX);
      for (String column : List.of("dx1", "dx2", "dx3")) {
        String code = admission.get(column);
        if (!code.isEmpty()) {
          population.event(
              id, CovariateFamilyContract.INDEX, "condition", "ICD9CM//" + code, null, null);
        }
      }
    }
    FeatureSettings settings =
        new FeatureSettings(List.of("comorbidity"), List.of(LookbackWindow.FULL), 0);

    Map<Long, Map<String, Double>> found =
        CovariateFamilyContract.bySubject(population.covariates(spark, settings).collectAsList());

    assertThat(population.members).hasSize(2210);
    Map<Long, Map<String, Double>> expected = new TreeMap<>();
    expect(expected, "charlson");
    expect(expected, "elixhauser");
    expected.values().removeIf(Map::isEmpty);
    assertThat(found).hasSizeGreaterThan(1000).isEqualTo(expected);
  }

  private static void expect(Map<Long, Map<String, Double>> expected, String index)
      throws IOException {
    for (Map<String, String> row : rows("nhds2010." + index + "_icd9_quan.csv.gz")) {
      Map<String, Double> values =
          expected.computeIfAbsent(Long.valueOf(row.get("recid")), id -> new TreeMap<>());
      row.forEach(
          (column, text) -> {
            double value = Double.parseDouble(text);
            if (!column.equals("recid") && value != 0) {
              String name = SCORES.getOrDefault(column, column);
              values.put("comorbidity_" + index + "_" + name + "_full", value);
            }
          });
    }
  }

  private static List<Map<String, String>> rows(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FOLDER.resolve(file))),
                StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().map(line -> line.replace("\"", "")).toList();
      String[] header = lines.get(0).split(",");
      List<Map<String, String>> rows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.length; i++) {
          row.put(header[i], cells[i]);
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
