package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceInput;

@SparkTest
class ReferenceTest {
  private static final String HEADER =
      "##fileformat=VCFv4.2\n" + Lines.COLUMNS + "\tFORMAT\tS1\tS2\n";

  @ParameterizedTest(name = "{0}")
  @CsvSource({"20-altered, GRCh37", "hg38-altered, GRCh38"})
  void variantsOfRealFilesAreThoseOfBcftools(
      String name, String build, SparkSession spark, @TempDir Path folder) throws IOException {
    write(folder, "a.vcf", Lines.resource("normalised/" + name + ".vcf"));
    write(folder, "a.fasta", Lines.resource("normalised/" + name + ".fasta"));
    try (Ingestion ingestion = new VcfSource().ingest(input(spark, folder, build, "a.fasta"))) {
      assertThat(texts(ingestion.tables().get(Variants.TABLE), "variant_id"))
          .containsExactlyInAnyOrderElementsOf(
              Lines.resource("normalised/" + name + "-expected.txt").lines().toList());
      assertThat(ingestion.quarantine().isEmpty()).isTrue();
    }
  }

  @Test
  void linesThatStateTheSameVariantInOtherWordsAreRivals(SparkSession spark, @TempDir Path folder)
      throws IOException {
    write(folder, "a.fa", ">chr1 invented\nGCAC\nACAC\nTTTG\n>chr2\nAA\n");
    write(
        folder,
        "a.vcf",
        HEADER
            + lines(
                "1 5 . ACA A . . . GT 0/1 ./.",
                "1 1 . GCA G . . . GT 0/1 ./.",
                "1 11 . T TT . . . GT 0|1 0/0",
                "1 8 . CT CTT . . . GT 1|1 0/0",
                "1 4 . A C . . . GT 0/1 0/0",
                "2 2 . A C,AT . . . GT 1/2 0/1"));
    write(folder, "panel.csv", "contig,pos,ref,alt\n1,6,CAC,C\n1,4,A,C\n");
    try (Ingestion ingestion = new VcfSource().ingest(input(spark, folder, "GRCh37", "a.fa"))) {
      assertThat(texts(Lines.calls(ingestion), "variant_id", "sample_id", "dosage"))
          .containsExactly(
              "1:1:GCA:G | S1 | 1",
              "1:1:GCA:G | S2 | -",
              "2:2:A:AT | S1 | 1",
              "2:2:A:AT | S2 | 0",
              "2:2:A:C | S1 | 1",
              "2:2:A:C | S2 | 1");
      assertThat(texts(ingestion.quarantine(), "file", "line", "reason_code"))
          .containsExactlyInAnyOrder(
              "a.vcf | 5 | conflicting-site",
              "a.vcf | 6 | conflicting-site",
              "a.vcf | 7 | wrong-reference",
              "panel.csv | 3 | wrong-reference");
      assertThat(texts(ingestion.accounts(), "file", "accepted", "duplicate"))
          .containsExactly("a.vcf | 2 | 1", "panel.csv | 1 | 0");
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "names no contig,            ''",
    "names no contig,            ACGT;",
    "differ in length,           >1;ACGT;AC;ACGT;",
    "differ in length,           >1;ACGT;;ACGT;",
    "differ in length,           >1;ACGT;ACGTA;",
    "stands there twice,         >1;ACGT;>chr1;AC;",
  })
  void aReferenceThatCannotBeUsedIsRefused(
      String why, String fasta, SparkSession spark, @TempDir Path folder) throws IOException {
    write(folder, "a.vcf", HEADER);
    write(folder, "a.fa", fasta.replace(';', '\n'));
    SourceInput input = input(spark, folder, "GRCh37", "a.fa");

    assertThatThrownBy(() -> new VcfSource().ingest(input))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("the reference a.fa cannot be used")
        .hasMessageContaining(why)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA_REJECTED);
  }

  private static String lines(String... lines) {
    return String.join("\n", lines).replace(' ', '\t') + "\n";
  }

  private static SourceInput input(SparkSession spark, Path folder, String build, String reference)
      throws IOException {
    return Extracts.input(
        spark,
        "genomics",
        folder,
        ZoneId.of("UTC"),
        Map.of("build", build, "reference", reference));
  }
}
