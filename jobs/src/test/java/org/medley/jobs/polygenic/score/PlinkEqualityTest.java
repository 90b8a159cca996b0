package org.medley.jobs.polygenic.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.polygenic.match.MatchSettings;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFiles;
import org.medley.jobs.source.SourceFile;

/** Sums, denominators and counts are those of plink2; the README of the folder says how. */
@SparkTest
class PlinkEqualityTest {
  private static final Path CASES = Path.of("src/test/resources/scores").toAbsolutePath();
  private static final Configuration HADOOP = new Configuration();

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void session(SparkSession session) {
    spark = session;
  }

  @Test
  void weightsByPosition() throws IOException {
    assertEqual(score("weights.tsv", true, MaleX.TWO, false, false), "default");
  }

  @Test
  void weightsByIdWithoutThoseThatStandTwice() throws IOException {
    Score score = score("plink.tsv", true, MaleX.TWO, false, false);

    assertEqual(score, "default");
    assertThat(score.total()).isEqualTo(300);
    assertThat(score.counts())
        .containsEntry(Category.EFFECT_ONLY, 294L)
        .containsEntry(Category.DUPLICATE, 6L);
  }

  @Test
  void sexesThatAreStated() throws IOException {
    assertEqual(score("weights.tsv", true, MaleX.TWO, false, true), "default");
    assertEqual(score("weights.tsv", true, MaleX.ONE, false, true), "xchr-model-1");
  }

  @Test
  void oneCopyOnX() throws IOException {
    assertEqual(score("weights.tsv", true, MaleX.ONE, false, false), "xchr-model-1");
  }

  @Test
  void missingGenotypesLeftOut() throws IOException {
    assertEqual(score("weights.tsv", false, MaleX.TWO, false, false), "no-mean-imputation");
  }

  @Test
  void frequenciesOfAReference() throws IOException {
    assertEqual(score("weights.tsv", true, MaleX.TWO, true, false), "read-freq");
  }

  @Test
  void dominantAndRecessiveEffects() throws IOException {
    for (String inheritance : List.of("dominant", "recessive")) {
      Path flagged = folder.resolve(inheritance + ".tsv");
      List<String> lines =
          Files.readAllLines(CASES.resolve("weights.tsv")).stream()
              .filter(line -> line.matches("chr_name.*|[12]\t.*"))
              .map(line -> line + (line.startsWith("chr") ? "\tis_" + inheritance : "\tTrue"))
              .toList();
      Files.write(flagged, lines);

      assertEqual(score(flagged.toString(), true, MaleX.TWO, false, false), inheritance);
    }
  }

  private static Score score(
      String weights, boolean imputes, MaleX maleX, boolean reference, boolean sexes) {
    ScoreSettings settings =
        new ScoreSettings(
            new MatchSettings(false, true, 0.75),
            imputes,
            new PloidyRules(maleX, HalfCalls.MISSING),
            reference ? Frequencies.read(file("reference.afreq"), HADOOP) : Frequencies.none(),
            sexes ? SampleSexes.read(file("samples.psam"), HADOOP) : Map.of());
    return new PolygenicScores(
            spark,
            List.of(file("cohort.vcf.gz")),
            ScoringFiles.read(List.of(file(weights)), HADOOP),
            settings)
        .compute()
        .scores()
        .get(0);
  }

  private static SourceFile file(String name) {
    return SourceFile.named(CASES.resolve(name).toString(), HADOOP);
  }

  private static void assertEqual(Score score, String expected) throws IOException {
    List<String> lines = Files.readAllLines(CASES.resolve(expected + ".sscore"));
    List<String> columns = Arrays.asList(lines.get(0).split("\t"));
    assertThat(score.sums()).hasSize(lines.size() - 1).hasSize(60);
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t");
      SampleSum sum = score.sums().get(i - 1);
      assertPrinted(sum.sum(), cells[columns.indexOf("WEIGHT_SUM")]);
      assertPrinted(sum.average(), cells[columns.indexOf("WEIGHT_AVG")]);
      assertPrinted(sum.dosage(), cells[columns.indexOf("NAMED_ALLELE_DOSAGE_SUM")]);
      assertThat(sum.denominator()).isEqualTo(Long.parseLong(cells[columns.indexOf("DENOM")]));
      assertThat(sum.alleles()).isEqualTo(Long.parseLong(cells[columns.indexOf("ALLELE_CT")]));
    }
  }

  /** Six digits are printed, so that half a unit of the sixth may be lost. */
  private static void assertPrinted(double value, String printed) {
    double expected = Double.parseDouble(printed);
    double sixth = Math.pow(10, Math.floor(Math.log10(Math.abs(expected))) - 5);
    assertThat(value).isCloseTo(expected, within(expected == 0 ? 1e-12 : sixth * 0.500001));
  }
}
