package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.DrugGuidelines;
import org.medley.features.contract.Events;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.features.contract.PharmacogeneCalls;
import org.medley.features.testing.SparkTest;

@SparkTest
class PharmacogenesStepTest {
  /** S1 has one copy of X, as its second line says; S3 is nobody's. */
  private static final String GENOTYPES =
      """
      ##fileformat=VCFv4.2
      #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2 S3
      chr16 31096368 rs9923231 C T . PASS . GT 0/1 0/0 ./.
      chr4 88131171 rs2231142 G T . PASS . GT 0/0 0/1 1/1
      """;

  private static final String LINKS =
      """
      sample_id,identifier_system,identifier,collected_time,reported_time
      S1,source:trial,p1,2024-01-01,2024-02-01T08:00:00Z
      S2,source:trial,p2,,2024-02-01T08:00:00Z
      """;

  private static final String OUTSIDE =
      """
      sample_id,gene,diplotype,phenotype,activity_score
      S1,CYP2D6,*1/*4,,
      S1,CYP2C19,*1/*2,,
      S2,CYP2D6,*4,,
      S9,CYP2D6,*1/*4,,
      S2,CYP2D6,,,
      """;

  @TempDir private Path folder;

  @Test
  void aCohortOfTheLakeIsCalledAdvisedAndTold(SparkSession spark) throws IOException {
    GenomeNight night = new GenomeNight(spark, folder);
    night.write("a.vcf", GENOTYPES);
    night.write("links.csv", LINKS);
    night.write("outside.csv", OUTSIDE);
    Map<String, String> options =
        Map.of(
            "build",
            "GRCh38",
            "pharmacogenes",
            Path.of("src/test/resources/pharmacogenes/invented").toAbsolutePath().toString());
    night.run(options);

    assertThat(
            texts(
                night
                    .table(PharmacogeneCalls.TABLE, "pharmacogenes:dna")
                    .where("gene in ('VKORC1', 'ABCG2', 'CYP2D6', 'TPMT')"),
                "sample_id",
                "gene",
                "diplotypes",
                "called",
                "reason"))
        .contains(
            "S1 | VKORC1 | ArraySeq(rs9923231 reference (C)/rs9923231 variant (T)) | true | -",
            "S3 | VKORC1 | ArraySeq() | false | no position of the gene was called",
            "S1 | TPMT | ArraySeq() | false | no position of the gene was called",
            "S1 | CYP2D6 | ArraySeq(*1/*4) | true | -",
            "S2 | CYP2D6 | ArraySeq() | false | a call of another tool cannot be used: it gives"
                + " one allele to a gene that has two");
    assertThat(
            texts(
                night.table(PharmacogeneAdvice.TABLE, "pharmacogenes:dna"),
                "sample_id",
                "drug",
                "recommendation_id"))
        .contains("S1 | inventin | nm-im adults", "S1 | inventin | nm-im children")
        .noneMatch(row -> row.startsWith("S3 | inventin"));
    assertThat(
            texts(
                night
                    .table(DrugGuidelines.TABLE, "pharmacogenes:dna")
                    .where("population is not null"),
                "source",
                "recommendation_id",
                "population"))
        .contains("dna | nm-im children | pediatrics");
    assertFacts(night);
    assertThat(night.run(options)).isEmpty();
    assertThat(night.run(Map.of("build", "GRCh38")))
        .as("another release of what is known leaves the genotypes as they are")
        .isEqualTo(List.of("pharmacogenes:dna", "genome:dna"));
  }

  private static void assertFacts(GenomeNight night) {
    assertThat(
            texts(
                night
                    .table(Events.TABLE, "genome:dna")
                    .where("code like 'PHARMACOGENE//CYP2D6%' or code = 'PHARMACOGENE//ABCG2'"),
                "source_id",
                "code",
                "numeric_value",
                "text_value",
                "available_time"))
        .containsExactly(
            "S1 | PHARMACOGENE//ABCG2 | - | Normal Function | 2024-02-01 08:00:00.0",
            "S1 | PHARMACOGENE//CYP2D6 | - | Intermediate Metabolizer | 2024-02-01 08:00:00.0",
            "S1 | PHARMACOGENE//CYP2D6:activity-score | 1.0 | - | 2024-02-01 08:00:00.0",
            "S1 | PHARMACOGENE//CYP2D6:intermediate-metabolizer | 1.0 | - | 2024-02-01 08:00:00.0",
            "S2 | PHARMACOGENE//ABCG2 | - | Decreased Function | 2024-02-01 08:00:00.0");
  }
}
