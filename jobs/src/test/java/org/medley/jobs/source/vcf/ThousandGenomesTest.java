package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceInput;

/** Real genotypes against the counts of bcftools; see the README beside the files. */
@SparkTest
class ThousandGenomesTest {
  @Test
  void allelesAreCountedAsByBcftools(SparkSession spark, @TempDir Path folder) throws IOException {
    copy(folder, "1kg-chr22-cut.vcf.gz");
    copy(folder, "1kg-chrX-cut.vcf.gz");
    List<String> expected = expected();
    try (Ingestion ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(spark, "kg", folder, ZoneId.of("UTC"), Map.of("build", "GRCh37")))) {
      List<Row> variants =
          ingestion.tables().get(Variants.TABLE).orderBy(Variants.VARIANT_ID).collectAsList();
      // bcftools counts the copies in incomplete calls too, so those sites are not compared.
      List<String> counted = new ArrayList<>();
      for (Row variant : variants) {
        long missing = variant.getAs(Variants.MISSING);
        long called = variant.getAs(Variants.CALLED);
        assertThat(called + missing).isEqualTo(1126);
        String copies =
            missing == 0 ? variant.getAs(Variants.ALT_COPIES).toString() : "not compared";
        counted.add(variant.getAs(Variants.VARIANT_ID) + " " + copies + " " + (2 * 1126 - missing));
      }
      assertThat(counted).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(ingestion.quarantine().isEmpty()).isTrue();
      assertThat(ingestion.tables().get(Samples.TABLE).count()).isEqualTo(1126);

      Row genotypes =
          ingestion
              .tables()
              .get(Genotypes.TABLE)
              .selectExpr(
                  "sum(dosage * size(sample_numbers))",
                  "sum(if(dosage is null, size(sample_numbers), 0))")
              .head();
      long copies = variants.stream().mapToLong(row -> row.getAs(Variants.ALT_COPIES)).sum();
      long missing = variants.stream().mapToLong(row -> row.getAs(Variants.MISSING)).sum();
      assertThat(genotypes.getLong(0)).isEqualTo(copies);
      assertThat(genotypes.getLong(1)).isEqualTo(missing);
    }
  }

  @Test
  void aFileCutBetweenTwoBlocksIsRefused(SparkSession spark, @TempDir Path folder)
      throws IOException {
    copy(folder, "1kg-chr22-cut.vcf.gz");
    Path file = folder.resolve("1kg-chr22-cut.vcf.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 28));
    SourceInput input =
        Extracts.input(spark, "kg", folder, ZoneId.of("UTC"), Map.of("build", "GRCh37"));

    assertThatThrownBy(() -> new VcfSource().ingest(input))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("the file 1kg-chr22-cut.vcf.gz is not whole")
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA_REJECTED);
  }

  /**
   * Variant, copies of the alternate and alleles; men on X have one allele, so {@code AN} tells.
   */
  private static List<String> expected() throws IOException {
    List<String> expected = new ArrayList<>();
    for (String line : Lines.resource("1kg-expected.tsv").lines().skip(1).toList()) {
      String[] cells = line.split("\t");
      List<String> copies = Arrays.asList(cells[5].split(","));
      String[] alternates = cells[4].split(",");
      boolean complete = Integer.parseInt(cells[6]) == 2 * 1126;
      for (int i = 0; i < alternates.length; i++) {
        String id = String.join(":", cells[0], cells[1], cells[3], alternates[i]);
        expected.add(id + " " + (complete ? copies.get(i) : "not compared") + " " + cells[6]);
      }
    }
    return expected;
  }

  private static void copy(Path folder, String name) throws IOException {
    try (InputStream in = ThousandGenomesTest.class.getResourceAsStream("/vcf/" + name)) {
      Files.copy(in, folder.resolve(name));
    }
  }
}
