package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.VcfSource;

@SparkTest
class ReferencePloidyTest {
  /**
   * M is a man, whom the first line, in the pseudoautosomal region, shows with two copies; F a
   * woman; N a man without any other allele than the reference.
   */
  private static final String GENOTYPES =
      """
      ##fileformat=VCFv4.2
      #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT M F N
      1 100 . C T . . . GT 0/0 0/1 0/0
      X 100000 . C T . . . GT 0/1 0/0 0
      X 5000000 . A G . . . GT 0 0/1 0
      X 5000100 . A G . . . GT 1 0/0 0
      MT 100 . A G . . . GT 0 1 0
      Y 5000000 . A G . . . GT 0 . 0
      """;

  @TempDir private Path folder;

  @Test
  void referenceHasThePloidyOfItsSiteOrElseOfTheOtherCallsOfTheSample(SparkSession spark)
      throws IOException {
    write(folder, "a.vcf", GENOTYPES.replace(' ', '\t'));
    Map<String, String> builds = Map.of("g", "GRCh37");
    Map<String, String> build = Map.of("build", "GRCh37");
    try (Ingestion ingestion =
        new VcfSource().ingest(Extracts.input(spark, "g", folder, ZoneOffset.UTC, build))) {
      Dataset<Row> variants = ingestion.tables().get(Variants.TABLE);
      Dataset<Row> samples = ingestion.tables().get(Samples.TABLE);
      Dataset<Row> ofSamples =
          ReferencePloidy.ofSamples(
              variants, ingestion.tables().get(Genotypes.TABLE), samples, builds);
      assertThat(texts(ofSamples, "sample_id", "contig", ReferencePloidy.PLOIDY))
          .containsExactly("F | X | 2", "M | X | 1");
      Dataset<Row> everywhere =
          variants
              .crossJoin(samples.select(Samples.SAMPLE_ID))
              .join(ofSamples, new String[] {Samples.SAMPLE_ID, Variants.CONTIG}, "left")
              .withColumn("ploidy", ReferencePloidy.where(builds, col(ReferencePloidy.PLOIDY)));
      assertThat(texts(everywhere.where("sample_id = 'M'"), "contig", "position", "ploidy"))
          .containsExactly(
              "1 | 100 | 2",
              "MT | 100 | 1",
              "X | 100000 | 2",
              "X | 5000000 | 1",
              "X | 5000100 | 1",
              "Y | 5000000 | 1");
      assertThat(texts(everywhere.where("sample_id = 'F'"), "contig", "position", "ploidy"))
          .contains("X | 5000000 | 2", "X | 5000100 | 2", "1 | 100 | 2");
      // Nothing tells that this one has one X alone.
      assertThat(texts(everywhere.where("sample_id = 'N'"), "contig", "position", "ploidy"))
          .contains("X | 5000000 | 2", "MT | 100 | 1");
    }
  }
}
