package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.genotype.SampleChecks;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;

/** Reference blocks of gVCF files. */
@SparkTest
class CallableBlocksTest {
  @Test
  void blocksOfARealFileAreThoseOfBcftools(SparkSession spark, @TempDir Path folder)
      throws IOException {
    write(folder, "a.g.vcf", Lines.resource("na12878-chr21.g.vcf"));
    try (Ingestion ingestion = ingest(spark, folder)) {
      assertThat(
              texts(
                  ingestion.tables().get(CallableBlocks.TABLE),
                  "contig",
                  "start_position",
                  "end_position",
                  "min_depth",
                  "min_quality"))
          .containsExactlyInAnyOrderElementsOf(
              Lines.resource("na12878-chr21-blocks.txt").lines().toList());
      assertThat(ingestion.quarantine().isEmpty()).isTrue();
      assertThat(texts(ingestion.tables().get(Variants.TABLE), "variant_id"))
          .containsExactlyInAnyOrder(
              "21:10002403:G:A",
              "21:10002403:G:<NON_REF>",
              "21:10002410:C:T",
              "21:10002410:C:<NON_REF>");
    }
  }

  @Test
  void aSampleIsCallableOnlyWhereItsCallIsReference(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String lines =
        """
        1 100 . A <*> . . END=199;X=1 GT:DP:GQ 0/0:9:20 ./.:0:. 0|0:7
        1 100 . A <*> . . DP=9;END=199 GT:DP 0/0:8 0/0:3 .
        1 200 . AC . . . . GT:DP:MIN_DP:GQ 0/0:9:5:99 0/.:9:5:99 0:.:.:7.9
        1 300 . C <NON_REF> . . END=310 GT 0/0 0/1 ./.
        1 311 . C T,<NON_REF> . . . GT 0/0 0/1 1/2
        1 400 . C <DEL> . . END=500 GT 0/0 0/0 0/0
        1 600 . C <*> . . END=599 GT 0/0 0/0 0/0
        1 600 . C <*> . . END=end GT 0/0 0/0 0/0
        1 600 . C <*> . . END=249250622 GT 0/0 0/0 0/0
        1 600 . C <*> . . END=700 GT:DP 0/0:-1 0/0 0/0
        """;
    write(
        folder,
        "a.vcf",
        "##fileformat=VCFv4.4\n"
            + Lines.COLUMNS
            + "\tFORMAT\tS1\tS2\tS3\n"
            + lines.replace(' ', '\t'));
    try (Ingestion ingestion = ingest(spark, folder)) {
      assertThat(
              texts(
                  ingestion.tables().get(CallableBlocks.TABLE),
                  "start_position",
                  "end_position",
                  "sample_id",
                  "min_depth",
                  "min_quality"))
          .containsExactlyInAnyOrder(
              "100 | 199 | S1 | 8 | 20",
              "100 | 199 | S2 | 3 | -",
              "100 | 199 | S3 | 7 | -",
              "200 | 201 | S1 | 5 | 99",
              "200 | 201 | S3 | - | 7");
      assertThat(texts(Lines.calls(ingestion), "variant_id", "sample_id", "genotype"))
          .containsExactlyInAnyOrder(
              "1:300:C:<NON_REF> | S2 | 0/1",
              "1:300:C:<NON_REF> | S3 | ./.",
              "1:311:C:T | S2 | 0/1",
              "1:311:C:T | S3 | 1/.",
              "1:311:C:<NON_REF> | S2 | 0/.",
              "1:311:C:<NON_REF> | S3 | ./1");
      assertThat(texts(ingestion.quarantine(), "line", "reason_code"))
          .containsExactlyInAnyOrder(
              "9 | bad-end", "10 | bad-end", "11 | bad-end", "12 | bad-depth");
    }
  }

  /** Of one line the alternate that is named counts, and "any other" beside it does not. */
  @Test
  void anyOtherAlleleIsNoAlleleOfTheSite(SparkSession spark, @TempDir Path folder)
      throws IOException {
    String lines =
        """
        1 300 . C <NON_REF> . . END=310 GT 0/0 0/1 ./.
        1 311 . C T,<NON_REF> . . . GT 0/0 0/1 1/2
        1 400 . C <DEL> . . END=500 GT 0/0 0/0 0/0
        """;
    write(
        folder,
        "a.vcf",
        "##fileformat=VCFv4.4\n"
            + Lines.COLUMNS
            + "\tFORMAT\tS1\tS2\tS3\n"
            + lines.replace(' ', '\t'));
    try (Ingestion ingestion = ingest(spark, folder)) {
      Dataset<Row> variants = ingestion.tables().get(Variants.TABLE);
      assertThat(
              texts(variants.filter("position = 311"), "alt", "site_alternates", "allele_number"))
          .containsExactlyInAnyOrder("T | 1 | 6", "<NON_REF> | 1 | 6");
      assertThat(
              texts(
                  SampleChecks.of(
                      variants,
                      ingestion.tables().get(Genotypes.TABLE),
                      ingestion.tables().get(Samples.TABLE),
                      Map.of("g", "GRCh37")),
                  "sample_id",
                  "autosomal_called",
                  "autosomal_heterozygous"))
          .containsExactlyInAnyOrder("S1 | 2 | 0", "S2 | 2 | 1", "S3 | 2 | 1");
    }
  }

  private static Ingestion ingest(SparkSession spark, Path folder) throws IOException {
    return new VcfSource()
        .ingest(Extracts.input(spark, "g", folder, ZoneId.of("UTC"), Map.of("build", "GRCh37")));
  }
}
