package org.medley.jobs.genotype;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.SampleQuality;
import org.medley.jobs.contract.VariantQuality;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.VcfSource;

/** All of the subset of the 1000 Genomes Project against what bcftools and plink 1.9 say of it. */
@SparkTest
@EnabledIfSystemProperty(named = "medley.shared.data", matches = ".+")
class WholeSubsetTest {
  private static final Path GENOMICS =
      Path.of(System.getProperty("medley.shared.data", ""), "genomics");

  private static final int AUTOSOMAL_SITES_OF_TWO_ALLELES = 24_144;

  @Test
  void variantsAndSamplesAreAsExpected(SparkSession spark) throws IOException {
    Map<String, String> build = Map.of("build", "GRCh37");
    try (Ingestion ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(
                    spark, "kg", GENOMICS.resolve("1kg-phase3-subset"), ZoneOffset.UTC, build))) {
      var variants = ingestion.tables().get(Variants.TABLE);
      assertVariants(VariantChecks.of(variants).collectAsList());
      assertSamples(
          SampleChecks.of(
                  variants,
                  ingestion.tables().get(Genotypes.TABLE),
                  ingestion.tables().get(Samples.TABLE),
                  Map.of("kg", "GRCh37"))
              .collectAsList());
    }
  }

  private static void assertVariants(List<Row> rows) throws IOException {
    Map<String, Row> found =
        rows.stream().collect(toMap(row -> row.getAs(Variants.VARIANT_ID), row -> row));
    List<String> answers = lines("variant_stats.bcftools.tsv.gz");
    List<String> frequencies = lines("plink19.frq.gz");
    List<String> exact = lines("plink19.hwe.gz");
    int autosomal = 0;
    for (String answer : answers) {
      String[] cells = answer.split("\t");
      if (cells[4].contains(",")) {
        continue;
      }
      String id = String.join(":", cells[0], cells[1], cells[3], cells[4]);
      Row row = found.get(id);
      double frequency = row.getAs(VariantQuality.ALT_FREQUENCY);
      assertThat(frequency).as(id).isCloseTo(Double.parseDouble(cells[7]), within(1e-6));
      if (!cells[0].equals("X")) {
        autosomal++;
        String[] plink = frequencies.get(autosomal).strip().split(" +");
        assertThat(Math.min(frequency, 1 - frequency))
            .as(id)
            .isCloseTo(Double.parseDouble(plink[4]), within(5e-5));
        double p = row.getAs(VariantQuality.HARDY_WEINBERG_P);
        double expected = Double.parseDouble(exact.get(autosomal).strip().split(" +")[8]);
        assertThat(p).as(id).isCloseTo(expected, within(5e-4 * expected + Double.MIN_NORMAL));
        // bcftools writes this as a number of single precision.
        assertThat(p)
            .as(id)
            .isCloseTo(Double.parseDouble(cells[8]), within(1e-5 * p + Float.MIN_NORMAL));
      }
    }
    assertThat(autosomal).isEqualTo(AUTOSOMAL_SITES_OF_TWO_ALLELES);
  }

  private static void assertSamples(List<Row> rows) throws IOException {
    Map<String, Long> called =
        lines("plink19.imiss.gz").stream()
            .skip(1)
            .map(line -> line.strip().split(" +"))
            .collect(
                toMap(
                    cells -> cells[1],
                    cells -> Long.parseLong(cells[4]) - Long.parseLong(cells[3])));
    assertThat(rows).hasSize(called.size());
    for (Row row : rows) {
      assertThat(row.<Long>getAs(SampleQuality.CALLED))
          .isEqualTo(called.get(row.<String>getAs(Samples.SAMPLE_ID)));
    }
  }

  private static List<String> lines(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(GENOMICS.resolve("expected-1kg").resolve(name))),
                StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
