package org.medley.jobs.burden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Ingestion;

@SparkTest
class CarrierStatusesTest {
  private static final List<String> SAMPLES = List.of("S1", "S2", "S3", "S4", "S5", "S6");

  private static final List<String> LINES =
      List.of(
          // Two sites of G1; a third is common.
          line("1 100 . A G . . CSQ=" + lof("G", "G1") + " GT", "0/1 1/1 0|1 0|1 0/0 ./."),
          line("1 200 . C T . . CSQ=" + lof("T", "G1") + " GT", "0/1 0/0 1|0 0|1 0/. 0/0"),
          line("1 300 . C T . . CSQ=" + lof("T", "G1") + " GT", "1/1 1/1 1/1 1/1 1/1 1/1"),
          // Two alternates of one call, which are on different strands.
          line(
              "1 400 . C T,G,* . . CSQ=" + lof("T", "G2") + "," + lof("G", "G2") + " GT",
              "1/2 0/1 1/3 1/. 0/3 0/0"),
          // Men have one copy.
          line("X 5000000 . C T . . CSQ=" + lof("T", "G3") + " GT", "1 0/1 0 . 0/0 0/1"),
          // The strands of another phase set say nothing of this one.
          line("2 100 . C T . . CSQ=" + lof("T", "G4") + " GT:PS", "0|1:1 0|1:1 0|1 0/0 0/0 0/0"),
          line("2 200 . C T . . CSQ=" + lof("T", "G4") + " GT:PS", "1|0:1 1|0:9 1|0 0/0 0/0 0/0"),
          // A block of reference in all but the last sample.
          line("3 100 . C . . . END=150 GT", "0/0 0/0 0/0 0/0 0/0 ./."));

  private static final String LIST =
      """
      masks:
        lof: {impact: HIGH, max-frequency: 0.5}
      carriers:
        g1-any: {gene: G1, mask: lof}
        g1-both: {gene: ENSG1, mask: lof, zygosity: biallelic}
        g2-any: {gene: G2, mask: lof}
        g2-both: {gene: G2, mask: lof, zygosity: biallelic}
        g3-both: {gene: G3, mask: lof, zygosity: biallelic}
        g4-both: {gene: G4, mask: lof, zygosity: biallelic}
        named: {variants: ["chr1:100:a:g", "X:5000000:C:T"]}
        block: {variants: ["3:110:A:C"]}
        nowhere: {variants: ["3:151:A:C"]}
        no-gene: {gene: G9, mask: lof}
      """;

  @TempDir private static Path folder;

  private static Ingestion ingestion;
  private static List<String> found;

  @BeforeAll
  static void count(SparkSession spark) throws IOException {
    ingestion = Annotated.ingest(spark, folder, SAMPLES, LINES);
    Dataset<Row> carriers = Annotated.burden(ingestion, folder, LIST).carriers(spark);
    found = texts(carriers, "item", "sample_id", "status", "copies", "missing");
  }

  @AfterAll
  static void close() {
    ingestion.close();
  }

  @Test
  void everySampleHasAnAnswerToEveryItem() {
    assertThat(found).hasSize(60);
  }

  @Test
  void oneCopyOfAnyVariantIsEnoughAndAMissingCallLeavesItOpen() {
    assertThat(of("g1-any"))
        .containsExactly(
            "S1 | carrier | 2 | 0",
            "S2 | carrier | 2 | 0",
            "S3 | carrier | 2 | 0",
            "S4 | carrier | 2 | 0",
            "S5 | unknown | 0 | 1",
            "S6 | unknown | 0 | 1");
    assertThat(of("g2-any"))
        .containsExactly(
            "S1 | carrier | 2 | 0",
            "S2 | carrier | 1 | 0",
            "S3 | carrier | 1 | 0",
            // Half a call is enough to carry, and leaves both variants open.
            "S4 | carrier | 1 | 2",
            // The overlapping deletion is no variant of its own.
            "S5 | not carrier | 0 | 0",
            "S6 | not carrier | 0 | 0");
  }

  @Test
  void bothCopiesAreHitByOneVariantOrByTwoOnDifferentStrands() {
    assertThat(of("g1-both"))
        .containsExactly(
            // Two variants, not phased.
            "S1 | unknown | 2 | 0",
            "S2 | carrier | 2 | 0",
            "S3 | carrier | 2 | 0",
            // Both on the second strand.
            "S4 | not carrier | 2 | 0",
            "S5 | unknown | 0 | 1",
            "S6 | unknown | 0 | 1");
    assertThat(of("g2-both"))
        .containsExactly(
            "S1 | carrier | 2 | 0",
            "S2 | not carrier | 1 | 0",
            "S3 | not carrier | 1 | 0",
            "S4 | unknown | 1 | 2",
            "S5 | not carrier | 0 | 0",
            "S6 | not carrier | 0 | 0");
    assertThat(of("g3-both"))
        .containsExactly(
            "S1 | carrier | 1 | 0",
            "S2 | not carrier | 1 | 0",
            "S3 | not carrier | 0 | 0",
            "S4 | unknown | 0 | 1",
            "S5 | not carrier | 0 | 0",
            "S6 | not carrier | 1 | 0");
  }

  @Test
  void strandsAreComparedWithinAPhaseSet() {
    assertThat(of("g4-both").subList(0, 4))
        .containsExactly(
            "S1 | carrier | 2 | 0",
            "S2 | unknown | 2 | 0",
            "S3 | carrier | 2 | 0",
            "S4 | not carrier | 0 | 0");
  }

  @Test
  void variantsByNameAreThoseOfTheTableAndNobodyLookedAtOthers() {
    assertThat(of("named"))
        .containsExactly(
            "S1 | carrier | 2 | 0",
            "S2 | carrier | 3 | 0",
            "S3 | carrier | 1 | 0",
            "S4 | carrier | 1 | 1",
            "S5 | not carrier | 0 | 0",
            "S6 | carrier | 1 | 1");
    assertThat(of("block"))
        .containsExactly(
            "S1 | not carrier | 0 | 0",
            "S2 | not carrier | 0 | 0",
            "S3 | not carrier | 0 | 0",
            "S4 | not carrier | 0 | 0",
            "S5 | not carrier | 0 | 0",
            "S6 | unknown | 0 | 1");
    assertThat(of("nowhere")).allMatch(row -> row.endsWith("unknown | 0 | 1"));
    assertThat(of("no-gene")).allMatch(row -> row.endsWith("unknown | 0 | 1"));
  }

  @Test
  void aVariantOfManyTranscriptsCountsOnce() throws IOException {
    Burden burden = Annotated.burden(ingestion, folder, LIST);

    assertThat(
            texts(
                burden.counts().filter("sample_id = 'S4'"),
                "gene",
                "mask",
                "variants",
                "copies",
                "missing"))
        .containsExactly("G1 | lof | 2 | 2 | 0", "G2 | lof | 1 | 1 | 2", "G3 | lof | 0 | 0 | 1");
    assertThat(burden.notes()).isEqualTo(Map.of("variants of lof", "7"));
  }

  @Test
  void masksThatJudgeByWhatNoFileHoldsAreRefused() {
    assertThatThrownBy(
            () ->
                Annotated.burden(
                    ingestion,
                    folder,
                    """
                    masks:
                      hc: {lof: [HC]}
                      rare: {impact: HIGH, max-frequency: 0.1, frequency: [population, stated]}
                      main: {impact: HIGH, transcripts: canonical}
                    """))
        .isInstanceOf(MedleyException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.DATA_REJECTED)
        .hasMessage(
            "the masks of the source genomics judge by what its files do not hold: verdicts of"
                + " LOFTEE (LoF); frequencies in populations; the frequency INFO AF");
  }

  private static List<String> of(String item) {
    return found.stream()
        .filter(row -> row.startsWith(item + " | "))
        .map(row -> row.substring(item.length() + 3))
        .toList();
  }

  private static String line(String site, String calls) {
    return (site + " " + calls).replace(' ', '\t');
  }

  /** Two transcripts. */
  private static String lof(String allele, String gene) {
    String one = allele + "|stop_gained|HIGH|" + gene + "|ENS" + gene + "|";
    return one + "T1|YES||," + one + "T2|||";
  }
}
