package org.medley.jobs.burden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Ingestion;

/** The counts against a naive loop over the text, on seeded random annotated sites. */
@SparkTest
class RandomBurdenTest {
  private static final int SITES = 250;
  private static final List<String> SAMPLES = List.of("d", "a", "c", "b", "e", "f");
  private static final List<String> GENES = List.of("G1", "G2", "G3", "");
  private static final List<String> TERMS =
      List.of("stop_gained", "missense_variant", "missense_variant&splice_region_variant");
  private static final List<String> CALLS =
      List.of("0/0", "0/0", "0/0", "0/1", "1|0", "1/1", "./.", "0/.", "1/.", ".", "0/2", "1/2");

  private static final String MASKS =
      """
      masks:
        lof: {impact: [HIGH], max-frequency: 0.2, transcripts: canonical}
        missense: {consequence: missense_variant, max-frequency: 0.3, frequency: both}
        both: {impact: [HIGH, MODERATE]}
      genes: [G1, E2]
      filter: pass
      """;

  @TempDir private Path folder;

  @Test
  void theCountsAgreeWithANaiveLoop(SparkSession spark) throws IOException {
    Random random = new Random(20240617);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      lines.add(line(random, i));
    }
    try (Ingestion ingestion = Annotated.ingest(spark, folder, SAMPLES, lines)) {
      Burden burden = Annotated.burden(ingestion, folder, MASKS);

      Map<String, long[]> naive = naive(lines);
      assertThat(naive).hasSizeGreaterThan(25);
      assertThat(
              texts(burden.counts(), "sample_id", "gene", "mask", "variants", "copies", "missing"))
          .containsExactlyInAnyOrderElementsOf(
              naive.entrySet().stream()
                  .map(
                      each ->
                          each.getKey()
                              + Arrays.stream(each.getValue())
                                  .mapToObj(count -> " | " + count)
                                  .reduce("", String::concat))
                  .toList());
    }
  }

  private static Map<String, long[]> naive(List<String> lines) {
    Map<String, long[]> counts = new TreeMap<>();
    for (String line : lines) {
      String[] cells = line.split("\t");
      String[] alternates = cells[4].split(",");
      for (int number = 1; number <= alternates.length; number++) {
        if (alternates[number - 1].equals("*") || cells[6].equals("q10")) {
          continue;
        }
        for (String geneAndMask : masked(cells, alternates[number - 1], number)) {
          count(cells, number, geneAndMask, counts);
        }
      }
    }
    return counts;
  }

  private static Set<String> masked(String[] cells, String alternate, int number) {
    double copies = 0;
    double known = 0;
    for (int i = 9; i < cells.length; i++) {
      for (String allele : cells[i].split("[|/]")) {
        copies += allele.equals(Integer.toString(number)) ? 1 : 0;
        known += allele.equals(".") ? 0 : 1;
      }
    }
    double cohort = known == 0 ? 0 : copies / known;
    double population = 0;
    List<String[]> annotations = new ArrayList<>();
    for (String each : cells[7].substring("CSQ=".length()).split(",")) {
      String[] parts = each.split("\\|", -1);
      if (parts[0].equals(alternate)) {
        annotations.add(parts);
        population = Math.max(population, parts[7].isEmpty() ? 0 : Double.parseDouble(parts[7]));
      }
    }
    Set<String> found = new HashSet<>();
    for (String[] parts : annotations) {
      String gene = parts[3];
      if (!gene.equals("G1") && !parts[4].equals("E2")) {
        continue;
      }
      if (parts[2].equals("HIGH") && parts[6].equals("YES") && cohort <= 0.2) {
        found.add(gene + " | lof");
      }
      if (parts[1].contains("missense_variant") && cohort <= 0.3 && population <= 0.3) {
        found.add(gene + " | missense");
      }
      if (List.of("HIGH", "MODERATE").contains(parts[2])) {
        found.add(gene + " | both");
      }
    }
    return found;
  }

  private static void count(
      String[] cells, int number, String geneAndMask, Map<String, long[]> counts) {
    for (int i = 0; i < SAMPLES.size(); i++) {
      List<String> alleles = List.of(cells[9 + i].split("[|/]"));
      long copies = alleles.stream().filter(Integer.toString(number)::equals).count();
      long missing = alleles.contains(".") ? 1 : 0;
      if (copies + missing > 0) {
        long[] sums =
            counts.computeIfAbsent(SAMPLES.get(i) + " | " + geneAndMask, key -> new long[3]);
        sums[0] += copies > 0 ? 1 : 0;
        sums[1] += copies;
        sums[2] += missing;
      }
    }
  }

  private static String line(Random random, int site) {
    List<String> alternates =
        random.nextInt(3) == 0 ? List.of("G", random.nextBoolean() ? "T" : "*") : List.of("G");
    List<String> annotations = new ArrayList<>();
    for (String alternate : alternates) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        int gene = random.nextInt(GENES.size());
        int term = random.nextInt(TERMS.size());
        annotations.add(
            String.join(
                "|",
                alternate,
                TERMS.get(term),
                term == 0 ? "HIGH" : "MODERATE",
                GENES.get(gene),
                GENES.get(gene).replace('G', 'E'),
                "T" + i,
                random.nextBoolean() ? "YES" : "",
                random.nextBoolean() ? "0." + random.nextInt(6) : "",
                ""));
      }
    }
    List<String> calls = new ArrayList<>();
    boolean haploid = site % 5 == 0;
    for (int i = 0; i < SAMPLES.size(); i++) {
      String call = CALLS.get(random.nextInt(CALLS.size() - (alternates.size() == 1 ? 2 : 0)));
      calls.add(haploid && i % 2 == 0 ? call.substring(0, 1) : call);
    }
    return String.join(
        "\t",
        haploid ? "X" : "1",
        Integer.toString(5_000_000 + site),
        ".",
        "A",
        String.join(",", alternates),
        ".",
        List.of("PASS", ".", "q10").get(random.nextInt(3)),
        "CSQ=" + String.join(",", annotations),
        "GT",
        String.join("\t", calls));
  }
}
