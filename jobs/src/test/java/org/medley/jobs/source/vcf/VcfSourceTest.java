package org.medley.jobs.source.vcf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;
import static org.medley.jobs.source.Extracts.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.OutsideCalls;
import org.medley.features.contract.PanelVariants;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceInput;

@SparkTest
class VcfSourceTest {
  private static final Map<String, String> BUILD = Map.of("build", "GRCh37");

  private static final String FIRST =
      """
      ##fileformat=VCFv4.2
      ##ALT=<ID=DEL,Description=Deletion>
      #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2 S3 S4
      chr1 100 rs1 C T 50 PASS . GT:GQ 0|1:40 1/1:. 0|0:9 ./.:3
      1 200 . A G,* . . . GT 1|2 2/2 0/0 0/.
      1 200 . A G . . . GT 1|0 0/0 0/0 ./.

      1 300 . G <DEL> . . . GT 0/1 0/0 0/0 0/0
      1 300 . G <DEL> . . END=900 GT 0/1 0/0 0/0 0/0
      1 30O . G A . . . GT 0/1 0/0 0/0 0/0
      1 400 . G A . . . GT 0/1 0/0 0/0
      1 500 . G A . . . GT 0/1 0/2 0/0 0/0
      #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2 S3 S4
      1 600 . G . . . . GT 0/0 0/0 0/0 0/0
      """;

  private static final String SECOND =
      """
      ##fileformat=VCFv4.2
      #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S4 S3 S2 S1
      X 5000000 rsX A G . . . GT 1 0|1 . 0
      1 100 again c t . . . GT:GQ ./.:3 0|0:9 1/1:. 0|1:40
      """;

  private static final String HEADLESS = "1 700 . G A . . . GT 0/1 0/1 0/1 0/1\n";

  private static final String LINKS =
      """
      sample_id,identifier_system,identifier,collected_time,reported_time
      S1,urn:test,p1,2020-01-01,2020-02-01T08:00
      S2,urn:test,p2,,2020-02-01T08:00:00Z
      S2,urn:test,p2,,2020-02-01T08:00:00Z
      S3,urn:test,p3,2020-01-01T10:00:00Z,
      S3,urn:test,p4,2020-01-01T10:00:00Z,
      S4,urn:test,p6,2020-01-01,2020-02-01
      S9,urn:test,p1,2020-01-01,2020-02-01
      S4,urn:test,,2020-01-01,2020-02-01
      S4,urn:test,p4,2020-01-32,2020-02-01
      S4,urn:test,p4,2020-03-01,2020-02-01
      S4,urn:test,p4
      S4,urn:test,p4,2020-01-01T10:00:00Z,2020-02-01T10:00:00Z
      """;

  private static final String PANEL =
      """
      contig,pos,ref,alt,rsid,description
      chr1,100,C,T,rs1,first
      X,5000000,A,G,,on X
      1,9999,A,G,rs9,not in the files
      1,100,c,t,rs1,again
      1,0x1,A,G,,
      1,100,C,"A,G",,
      """;

  @TempDir private static Path shared;

  private static SourceInput input;
  private static Ingestion ingestion;

  @BeforeAll
  static void ingest(SparkSession spark) throws IOException {
    write(shared, "a.vcf", tabs(FIRST));
    write(shared, "b.vcf", tabs(SECOND));
    write(shared, "headless.vcf", tabs(HEADLESS));
    write(shared, "links.csv", LINKS);
    write(shared, "panel.csv", PANEL);
    write(shared, "README.txt", "not ours");
    input = Extracts.input(spark, "genomics", shared, ZoneId.of("Europe/Berlin"), BUILD);
    ingestion = new VcfSource().ingest(input);
  }

  @AfterAll
  static void close() {
    ingestion.close();
  }

  @Test
  void sitesAreSplitByAlternateAndOneOfSeveralLinesCounts() {
    assertThat(
            texts(
                ingestion.tables().get(Variants.TABLE),
                "variant_id",
                "rsid",
                "quality",
                "filter",
                "called",
                "missing",
                "alt_copies"))
        .containsExactly(
            "1:100:C:T | rs1 | 50.0 | PASS | 3 | 1 | 3",
            "1:300:G:<DEL> | - | - | - | 4 | 0 | 1",
            "X:5000000:A:G | rsX | - | - | 3 | 1 | 2");
    assertThat(
            texts(
                Lines.calls(ingestion),
                "variant_id",
                "sample_id",
                "dosage",
                "ploidy",
                "phased",
                "quality"))
        .containsExactly(
            "1:100:C:T | S1 | 1 | 2 | true | 40",
            "1:100:C:T | S2 | 2 | 2 | false | -",
            "1:100:C:T | S4 | - | 2 | false | 3",
            "1:300:G:<DEL> | S1 | 1 | 2 | false | -",
            "X:5000000:A:G | S2 | - | 1 | false | -",
            "X:5000000:A:G | S3 | 1 | 2 | true | -",
            "X:5000000:A:G | S4 | 1 | 1 | false | -");
  }

  @Test
  void everyLineIsUsedOrAccountedFor() {
    assertThat(
            texts(
                ingestion.accounts(),
                "file",
                "lines",
                "accepted",
                "superseded",
                "duplicate",
                "quarantined",
                "blank"))
        .containsExactly(
            "a.vcf | 11 | 3 | 0 | 1 | 6 | 1",
            "b.vcf | 2 | 1 | 0 | 1 | 0 | 0",
            "headless.vcf | 1 | 0 | 0 | 0 | 1 | 0",
            "links.csv | 12 | 3 | 0 | 1 | 8 | 0",
            "panel.csv | 6 | 3 | 0 | 1 | 2 | 0");
    assertThat(texts(ingestion.quarantine(), "file", "line", "reason_code"))
        .containsExactlyInAnyOrder(
            "a.vcf | 5 | conflicting-site",
            "a.vcf | 6 | conflicting-site",
            "a.vcf | 10 | bad-position",
            "a.vcf | 11 | too-few-columns",
            "a.vcf | 12 | no-such-allele",
            "a.vcf | 13 | misplaced-header",
            "headless.vcf | 1 | header-missing",
            "links.csv | 5 | conflicting-rows",
            "links.csv | 6 | conflicting-rows",
            "links.csv | 7 | unknown-subject",
            "links.csv | 8 | unknown-sample",
            "links.csv | 9 | no-identifier",
            "links.csv | 10 | bad-date",
            "links.csv | 11 | reported-before-collected",
            "links.csv | 12 | wrong-column-count",
            "panel.csv | 6 | bad-position",
            "panel.csv | 7 | bad-alternate");
    assertThat(texts(ingestion.quarantine().filter("file = 'a.vcf' and line = 6"), "payload"))
        .containsExactly("1 200 . A G . . . GT 1|0 0/0 0/0 ./.".replace(' ', '\t'));
  }

  @Test
  void linkedSamplesHaveASubjectAndTheTimesOfTheirLines() {
    assertThat(
            texts(
                ingestion.tables().get(Samples.TABLE),
                "sample_id",
                "subject_id",
                "collected_time",
                "collected_precision",
                "reported_time"))
        .containsExactly(
            // In the zone of the source, one hour ahead of UTC.
            "S1 | 1 | 2020-01-01 22:59:59.999999 | day | 2020-02-01 07:00:00.0",
            "S2 | 2 | - | - | 2020-02-01 08:00:00.0",
            "S3 | - | - | - | -",
            "S4 | 4 | 2020-01-01 10:00:00.0 | instant | 2020-02-01 10:00:00.0");
  }

  @Test
  void aPanelClassifiesEachVariantOnceAtATime(SparkSession spark, @TempDir Path folder)
      throws IOException {
    write(folder, "a.vcf", tabs(withoutLine(FIRST, 6)));
    write(
        folder,
        "panel.csv",
        """
        contig,pos,ref,alt,classification,classified_time
        1,100,C,T,benign,
        1,100,C,T,pathogenic,2021-01-01T00:00:00Z
        1,200,A,G,risk,2022-01-01T00:00:00Z
        1,200,A,G,no risk,2022-01-01T00:00:00Z
        1,300,G,<DEL>,lost,yesterday
        """);
    try (Ingestion classified =
        new VcfSource().ingest(Extracts.input(spark, "genomics", folder, utc(), BUILD))) {
      assertThat(
              texts(
                  classified.tables().get(PanelVariants.TABLE),
                  "variant_id",
                  "classification",
                  "classified_time",
                  "superseded_time"))
          .containsExactly(
              "1:100:C:T | benign | - | 2021-01-01 00:00:00.0",
              "1:100:C:T | pathogenic | 2021-01-01 00:00:00.0 | -");
      assertThat(texts(classified.quarantine().filter("file = 'panel.csv'"), "line", "reason_code"))
          .containsExactly("4 | conflicting-rows", "5 | conflicting-rows", "6 | bad-date");
    }
  }

  @Test
  void callsOfOtherToolsAreKeptBySample(SparkSession spark, @TempDir Path folder)
      throws IOException {
    write(folder, "a.vcf", tabs(withoutLine(FIRST, 6)));
    write(
        folder,
        "outside.csv",
        """
        sample_id,gene,diplotype,phenotype,activity_score
        S1,CYP2D6,*1/*4,,
        S2,CYP2D6,,Poor Metabolizer,0.0
        S9,CYP2D6,*1/*4,,
        S2,CYP2D6,,,
        S2,,*1/*4,,
        """);
    try (Ingestion outside =
        new VcfSource().ingest(Extracts.input(spark, "genomics", folder, utc(), BUILD))) {
      assertThat(
              texts(
                  outside.tables().get(OutsideCalls.TABLE),
                  "sample_id",
                  "gene",
                  "diplotype",
                  "phenotype",
                  "activity_score"))
          .containsExactly(
              "S1 | CYP2D6 | *1/*4 | - | -", "S2 | CYP2D6 | - | Poor Metabolizer | 0.0");
      assertThat(texts(outside.quarantine().filter("file = 'outside.csv'"), "line", "reason_code"))
          .containsExactly("4 | unknown-sample", "5 | no-call", "6 | no-identifier");
    }
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() {
    try (Ingestion other = new VcfSource().ingest(Extracts.reversed(input))) {
      for (TableContract table : List.of(Variants.TABLE, Genotypes.TABLE)) {
        assertThat(texts(other.tables().get(table), "*"))
            .isEqualTo(texts(ingestion.tables().get(table), "*"));
      }
      assertThat(texts(other.quarantine(), "*")).isEqualTo(texts(ingestion.quarantine(), "*"));
    }
  }

  @Test
  void aSiteOfSeveralAlternatesKeepsARowForEach(SparkSession spark, @TempDir Path folder)
      throws IOException {
    write(folder, "a.vcf", tabs(withoutLine(FIRST, 6)));
    try (Ingestion unlinked =
        new VcfSource().ingest(Extracts.input(spark, "genomics", folder, utc(), BUILD))) {
      assertThat(
              texts(
                  Lines.calls(unlinked).filter("variant_id like '1:200:%'"),
                  "variant_id",
                  "sample_id",
                  "dosage"))
          .containsExactly(
              "1:200:A:* | S1 | 1",
              "1:200:A:* | S2 | 2",
              "1:200:A:* | S4 | -",
              "1:200:A:G | S1 | 1",
              "1:200:A:G | S2 | 0",
              "1:200:A:G | S4 | -");
      assertThat(texts(unlinked.tables().get(Samples.TABLE), "sample_id", "subject_id"))
          .containsExactly("S1 | -", "S2 | -", "S3 | -", "S4 | -");
    }
  }

  @Test
  void aSourceThatCannotBeReadIsRefusedWithARemedy(SparkSession spark, @TempDir Path folder)
      throws IOException {
    assertRefused(
        Extracts.input(spark, "genomics", folder, utc(), BUILD),
        ExitCode.INPUT_MISSING,
        "the source genomics has no .vcf");
    write(folder, "a.vcf", "");
    assertRefused(
        Extracts.input(spark, "genomics", folder, utc(), BUILD),
        ExitCode.DATA_REJECTED,
        "the file a.vcf is empty");
    write(folder, "a.vcf", tabs(FIRST));
    assertRefused(
        Extracts.input(spark, "genomics", folder, utc(), Map.of("build", "hg19")),
        ExitCode.CONFIGURATION,
        "sources.genomics.build: is 'hg19'; use one of [GRCh37, GRCh38]");
    assertRefused(
        Extracts.input(
            spark, "genomics", folder, utc(), Map.of("build", "GRCh37", "panel", "genes.csv")),
        ExitCode.INPUT_MISSING,
        "the source genomics has no file genes.csv");
  }

  private static void assertRefused(SourceInput input, ExitCode exitCode, String message) {
    assertThatThrownBy(() -> new VcfSource().ingest(input))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(message)
        .hasFieldOrPropertyWithValue("exitCode", exitCode);
  }

  private static String withoutLine(String text, int number) {
    List<String> lines = new java.util.ArrayList<>(text.lines().toList());
    lines.remove(number - 1);
    return String.join("\n", lines) + "\n";
  }

  private static String tabs(String text) {
    return text.replace(' ', '\t');
  }

  private static ZoneId utc() {
    return ZoneId.of("UTC");
  }
}
