package org.medley.jobs.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.VcfSource;

@SparkTest
class KinshipTest {
  private static final Map<String, String> BUILDS = Map.of("kg", "GRCh37");
  private static final int SITES = 1_200;
  private static final int SAMPLES = 24;
  private static final int MISSING = -1;

  /** Random calls of two dozen people, two of them the same one, against a plain loop. */
  @Test
  void pairsAreThoseOfAPlainLoop(SparkSession spark) {
    Random random = new Random(3);
    int[][] calls = new int[SAMPLES][SITES];
    for (int site = 0; site < SITES; site++) {
      double frequency = 0.2 + 0.6 * random.nextDouble();
      for (int sample = 0; sample < SAMPLES; sample++) {
        int copies =
            (random.nextDouble() < frequency ? 1 : 0) + (random.nextDouble() < frequency ? 1 : 0);
        calls[sample][site] = site % 150 == 0 && sample == 8 + site / 150 ? MISSING : copies;
      }
      calls[7][site] = calls[2][site];
      calls[5][site] = random.nextBoolean() ? calls[4][site] : calls[5][site];
    }
    Map<String, Double> expected = new TreeMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      for (int j = i + 1; j < SAMPLES; j++) {
        double kinship = kinship(calls[i], calls[j]);
        MarkerCalls.Comparison found = sets(calls[i]).with(sets(calls[j]), SITES);
        assertThat(found.kinship()).isCloseTo(kinship, within(1e-12));
        // So few sites tell the same person only.
        if (kinship > Math.pow(2, -1.5)) {
          expected.put(name(i) + " " + name(j), kinship);
        }
      }
    }
    assertThat(expected.get("s02 s07")).isCloseTo(0.5, within(1e-9));

    List<Row> pairs = pairs(spark, calls);
    assertThat(pairs).hasSize(expected.size());
    for (Row pair : pairs) {
      String names = pair.getAs(SamplePairs.FIRST) + " " + pair.getAs(SamplePairs.SECOND);
      assertThat(pair.<Double>getAs(SamplePairs.KINSHIP))
          .as(names)
          .isCloseTo(expected.get(names), within(1e-12));
      boolean same = names.equals("s02 s07");
      assertThat(pair.<String>getAs(SamplePairs.RELATIONSHIP).equals("duplicate"))
          .as(names)
          .isEqualTo(same);
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "medley.shared.data", matches = ".+")
  void relatedSamplesAreThoseOfPlink(SparkSession spark) throws IOException {
    Path folder = Path.of(System.getProperty("medley.shared.data"), "genomics/1kg-phase3-subset");
    Map<String, String> expected = new TreeMap<>();
    try (InputStream in = KinshipTest.class.getResourceAsStream("/vcf/1kg-pairs-expected.tsv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .forEach(
              cells ->
                  expected.put(
                      cells[0] + " " + cells[1],
                      cells[2] + " %.4f".formatted(Double.parseDouble(cells[3]))));
    }
    Map<String, String> found = new TreeMap<>();
    try (Ingestion ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(spark, "kg", folder, ZoneId.of("UTC"), Map.of("build", "GRCh37")))) {
      Map<TableContract, Dataset<Row>> tables = ingestion.tables();
      for (Row pair :
          Kinship.of(
                  tables.get(Variants.TABLE),
                  tables.get(Genotypes.TABLE),
                  tables.get(Samples.TABLE),
                  BUILDS)
              .collectAsList()) {
        found.put(
            pair.getAs(SamplePairs.FIRST) + " " + pair.getAs(SamplePairs.SECOND),
            pair.getAs(SamplePairs.SITES)
                + " %.4f".formatted(pair.<Double>getAs(SamplePairs.KINSHIP)));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static double kinship(int[] first, int[] second) {
    int opposite = 0;
    int differing = 0;
    int one = 0;
    int two = 0;
    for (int i = 0; i < SITES; i++) {
      if (first[i] != MISSING && second[i] != MISSING) {
        opposite += Math.abs(first[i] - second[i]) == 2 ? 1 : 0;
        differing += Math.abs(first[i] - second[i]) == 1 ? 1 : 0;
        one += first[i] == 1 ? 1 : 0;
        two += second[i] == 1 ? 1 : 0;
      }
    }
    return 0.5 - (4.0 * opposite + differing) / (4.0 * Math.min(one, two));
  }

  private static MarkerCalls sets(int[] calls) {
    long[][] sets = new long[3][SITES / Long.SIZE + 1];
    for (int i = 0; i < SITES; i++) {
      int set = calls[i] == MISSING ? 2 : calls[i] - 1;
      if (set >= 0) {
        sets[set][i / Long.SIZE] |= 1L << i;
      }
    }
    return new MarkerCalls("", null, sets[0], sets[1], sets[2]);
  }

  private static String name(int sample) {
    return "s%02d".formatted(sample);
  }

  private static List<Row> pairs(SparkSession spark, int[][] calls) {
    List<Row> variants = new ArrayList<>();
    List<Row> genotypes = new ArrayList<>();
    List<Row> samples = new ArrayList<>();
    for (int sample = 0; sample < SAMPLES; sample++) {
      samples.add(RowFactory.create("kg", name(sample), sample, (long) sample, null, null, null));
    }
    for (int site = 0; site < SITES; site++) {
      String id = "1:" + (site + 1) + ":A:G";
      long copies = 0;
      long missing = 0;
      for (int sample = 0; sample < SAMPLES; sample++) {
        int call = calls[sample][site];
        copies += Math.max(0, call);
        missing += call == MISSING ? 1 : 0;
        if (call != 0) {
          genotypes.add(RowFactory.create(name(sample), id, call == MISSING ? null : call, 2));
        }
      }
      long called = SAMPLES - missing;
      variants.add(
          RowFactory.create(
              "kg", id, "1", site + 1, "A", "G", called, missing, 1, 2 * called, copies));
    }
    Dataset<Row> sites =
        spark.createDataFrame(
            variants,
            schema(
                Variants.TABLE,
                Variants.SOURCE,
                Variants.VARIANT_ID,
                Variants.CONTIG,
                Variants.POSITION,
                Variants.REF,
                Variants.ALT,
                Variants.CALLED,
                Variants.MISSING,
                Variants.SITE_ALTERNATES,
                Variants.ALLELE_NUMBER,
                Variants.ALLELE_COUNT));
    Dataset<Row> named = spark.createDataFrame(samples, Samples.TABLE.schema());
    Dataset<Row> all = PackedCalls.of(spark.createDataFrame(genotypes, PackedCalls.CALL), named);
    assertThat(Markers.of(sites, BUILDS).count()).isEqualTo(SITES);
    return Kinship.of(sites, all, named, BUILDS).collectAsList();
  }

  private static StructType schema(TableContract table, String... columns) {
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(table.schema().apply(column));
    }
    return schema;
  }
}
