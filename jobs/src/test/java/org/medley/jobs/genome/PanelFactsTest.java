package org.medley.jobs.genome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Samples;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.vcf.VcfSource;

@SparkTest
class PanelFactsTest {
  /** S3 is nobody's, S4 has no complete call at the first site. */
  private static final String GENOTYPES =
      """
      ##fileformat=VCFv4.2
      #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2 S3 S4
      1 100 rs1 C T 50 PASS . GT:GQ 0|1:40 1/1:. 0|0:9 ./.:3
      X 5000000 rsX A G . . . GT 0 . 0|1 1
      """;

  private static final String LINKS =
      """
      sample_id,identifier_system,identifier,collected_time,reported_time
      S1,urn:test,p1,2020-01-01,2020-02-01T08:00
      S2,urn:test,p2,,2020-02-01T08:00:00Z
      S3,urn:test,p3,2020-01-01T10:00:00Z,
      S4,urn:test,p4,2020-01-01T10:00:00Z,2020-02-01T10:00:00Z
      """;

  @TempDir private Path folder;

  @Test
  void linkedSamplesHaveEventsFromTheDayTheyWereReported(SparkSession spark) throws IOException {
    String panel =
        """
        contig,pos,ref,alt,rsid,description
        chr1,100,C,T,rs1,first
        X,5000000,A,G,,on X
        1,9999,A,G,rs9,not in the files
        """;
    assertThat(
            events(
                spark,
                panel,
                "subject_id",
                "code",
                "numeric_value",
                "time",
                "available_time",
                "time_precision",
                "description",
                "source_id"))
        .containsExactly(
            "1 | VARIANT//GRCh37:1:100:C:T | 1.0 | 2020-01-01 22:59:59.999999"
                + " | 2020-02-01 07:00:00.0 | day | rs1 | S1",
            // Homozygous reference, at a site that the file holds.
            "1 | VARIANT//GRCh37:X:5000000:A:G | 0.0 | 2020-01-01 22:59:59.999999"
                + " | 2020-02-01 07:00:00.0 | day | on X | S1",
            "2 | VARIANT//GRCh37:1:100:C:T | 2.0 | - | 2020-02-01 08:00:00.0 | static | rs1 | S2",
            "4 | VARIANT//GRCh37:X:5000000:A:G | 1.0 | 2020-01-01 10:00:00.0"
                + " | 2020-02-01 10:00:00.0 | instant | on X | S4");
    assertThat(events(spark, panel, "domain", "available_basis").stream().distinct())
        .containsExactly("genomic | stated");
  }

  /** S1 is reported on 1 February at 7, S2 at 8. */
  @Test
  void aClassificationIsKnownFromItsTimeAndSupersededByTheNext(SparkSession spark)
      throws IOException {
    String panel =
        """
        contig,pos,ref,alt,classification,classified_time
        1,100,C,T,benign,2019-01-01T00:00:00Z
        1,100,C,T,pathogenic,2021-01-01T00:00:00Z
        1,100,C,T,uncertain,2020-02-01T07:30:00Z
        """;
    assertThat(
            events(
                spark,
                panel,
                "subject_id",
                "text_value",
                "numeric_value",
                "available_time",
                "superseded_time"))
        .containsExactly(
            "1 | benign | 1.0 | 2020-02-01 07:00:00.0 | 2020-02-01 07:30:00.0",
            "1 | pathogenic | 1.0 | 2021-01-01 00:00:00.0 | -",
            "1 | uncertain | 1.0 | 2020-02-01 07:30:00.0 | 2021-01-01 00:00:00.0",
            // Nobody ever held the second sample's variant for benign.
            "2 | pathogenic | 2.0 | 2021-01-01 00:00:00.0 | -",
            "2 | uncertain | 2.0 | 2020-02-01 08:00:00.0 | 2021-01-01 00:00:00.0");
  }

  private List<String> events(SparkSession spark, String panel, String... columns)
      throws IOException {
    write(folder, "a.vcf", GENOTYPES.replace(' ', '\t'));
    write(folder, "links.csv", LINKS);
    write(folder, "panel.csv", panel);
    try (Ingestion ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(
                    spark,
                    "genomics",
                    folder,
                    ZoneId.of("Europe/Berlin"),
                    Map.of("build", "GRCh37")))) {
      Dataset<Row> facts =
          FactColumns.of(new PanelFacts("GRCh37").of(table -> ingestion.tables().get(table)));
      return texts(
          GenomicEvents.of(facts, ingestion.tables().get(Samples.TABLE), "genomics"), columns);
    }
  }
}
