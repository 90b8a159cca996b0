package org.medley.jobs.genotype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.SampleQuality;
import org.medley.jobs.contract.VariantQuality;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.VcfSource;

/** Quality control of real genotypes against bcftools and plink. */
@SparkTest
class ThousandGenomesChecksTest {
  private static final Map<String, String> BUILDS = Map.of("kg", "GRCh37");

  @TempDir Path folder;

  @Test
  void variantsAndSamplesAreCountedAsByBcftoolsAndPlink(SparkSession spark) throws IOException {
    for (String file : List.of("1kg-chr22-cut.vcf.gz", "1kg-chrX-cut.vcf.gz")) {
      try (InputStream in = resource(file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
    try (Ingestion ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(spark, "kg", folder, ZoneId.of("UTC"), Map.of("build", "GRCh37")))) {
      Map<TableContract, Dataset<Row>> tables = ingestion.tables();
      Dataset<Row> variants = tables.get(Variants.TABLE);
      checkVariants(VariantChecks.of(variants).collectAsList());
      checkSamples(
          SampleChecks.of(variants, tables.get(Genotypes.TABLE), tables.get(Samples.TABLE), BUILDS)
              .collectAsList());
    }
  }

  private static void checkVariants(List<Row> judged) throws IOException {
    Map<String, String[]> expected = expected("1kg-variants-expected.tsv");
    assertThat(judged).hasSameSizeAs(expected.entrySet());
    for (Row row : judged) {
      String variant = row.getAs(Variants.VARIANT_ID);
      String[] cells = expected.get(variant);
      assertThat(cells).as(variant).isNotNull();
      assertThat(row.<Long>getAs(Variants.ALLELE_NUMBER)).as(variant).isEqualTo(number(cells[1]));
      assertThat(row.<Long>getAs(Variants.ALLELE_COUNT)).as(variant).isEqualTo(number(cells[2]));
      double p = Double.parseDouble(cells[3]);
      assertThat(row.<Double>getAs(VariantQuality.HARDY_WEINBERG_P))
          .as(variant)
          .isCloseTo(p, within(1e-5 * p));
    }
  }

  private static void checkSamples(List<Row> judged) throws IOException {
    Map<String, String[]> expected = expected("1kg-samples-expected.tsv");
    assertThat(judged).hasSameSizeAs(expected.entrySet());
    for (Row row : judged) {
      String sample = row.getAs(Samples.SAMPLE_ID);
      String[] cells = expected.get(sample);
      assertThat(row.<Long>getAs(SampleQuality.HETEROZYGOUS))
          .as(sample)
          .isEqualTo(number(cells[1]));
      assertThat(row.<Double>getAs(SampleQuality.INBREEDING))
          .as(sample)
          .isCloseTo(Double.parseDouble(cells[2]), printed(cells[2]));
      assertThat(row.<Double>getAs(SampleQuality.X_INBREEDING))
          .as(sample)
          .isCloseTo(Double.parseDouble(cells[3]), printed(cells[3]));
      assertThat(row.<Long>getAs(SampleQuality.TRANSITIONS)).as(sample).isEqualTo(number(cells[4]));
      assertThat(row.<Long>getAs(SampleQuality.TRANSVERSIONS))
          .as(sample)
          .isEqualTo(number(cells[5]));
    }
  }

  /** Half a unit of the last of the four digits that plink prints. */
  private static Offset<Double> printed(String text) {
    double digit = Math.pow(10, Math.floor(Math.log10(Math.abs(Double.parseDouble(text)))) - 3);
    return within(0.5001 * digit);
  }

  private static long number(String text) {
    return Long.parseLong(text);
  }

  private static Map<String, String[]> expected(String name) throws IOException {
    try (InputStream in = resource(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(cells -> cells[0], cells -> cells));
    }
  }

  private static InputStream resource(String name) {
    return ThousandGenomesChecksTest.class.getResourceAsStream("/vcf/" + name);
  }
}
