package org.medley.jobs.polygenic.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.polygenic.match.MatchSettings;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFiles;
import org.medley.jobs.source.SourceFile;

@SparkTest
class PolygenicScoresTest {
  private static final Configuration HADOOP = new Configuration();
  private static final String COLUMNS =
      "rsID chr_name chr_position effect_allele other_allele effect_weight\n";
  private static final MatchSettings DEFAULT = new MatchSettings(false, false, 0.75);
  private static final MatchSettings LENIENT = new MatchSettings(false, false, 0);

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void session(SparkSession session) {
    spark = session;
  }

  @Test
  void givesEachWeightOneCategory() throws IOException {
    String vcf =
        """
        chr1 100 rs1 A G . . . GT 0/1 1/1
        chr1 200 rs2 A G . . . GT 0/1 1/1
        chr1 300 rs3 A T . . . GT 0/1 1/1
        chr1 400 rs4 A G,C . . . GT 0/1 1/1
        chr1 500 rs5 A G . . . GT 0/1 1/1
        chr1 600 rs6 A G . . . GT 0/1 1/1
        chr1 600 rs6 A G . . . GT 0/1 1/1
        chr1 700 rs7 A <NON_REF> . . . GT 0/0 0/0
        chrM 800 rs8 A G . . . GT 0 1
        """;
    String weights =
        COLUMNS
            + """
            rs1 1 100 G A 1
            rs2 1 200 T C 10
            rs3 1 300 A T 100
            rs4 1 400 A G 100
            rs5 1 500 A G 100
            rs5 1 500 G A 100
            rs6 1 600 A G 100
            rs7 1 700 G A 1000
            . MT 800 G . 10000
            rs9 1 900 A G 100
            """;

    Score score = score(LENIENT, weights, vcf);

    assertThat(score.categories())
        .containsExactly(
            Category.SWAPPED,
            Category.COMPLEMENT,
            Category.AMBIGUOUS,
            Category.MULTIALLELIC,
            Category.DUPLICATE,
            Category.DUPLICATE,
            Category.DUPLICATE,
            Category.SWAPPED,
            Category.EFFECT_ONLY,
            Category.UNMATCHED);
    assertThat(score.counts().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10);
    assertThat(score.matched()).isEqualTo(4);
    assertThat(score.sums()).extracting(SampleSum::sum).containsExactly(11.0, 10002.0);
    assertThat(score.sums()).extracting(SampleSum::denominator).containsExactly(7L, 7L);
  }

  @Test
  void prefersTheLineThatAgreesBest() throws IOException {
    String vcf =
        """
        1 100 . G A . . . GT 1/1 0/0
        1 100 . A G . . . GT 0/1 1/1
        """;

    Score score = score(DEFAULT, COLUMNS + ". 1 100 A G 1\n", vcf);

    assertThat(score.categories()).containsExactly(Category.AS_GIVEN);
    assertThat(score.sums()).extracting(SampleSum::sum).containsExactly(1.0, 0.0);
  }

  @Test
  void keepsWhatIsAskedFor() throws IOException {
    String vcf =
        """
        1 300 . A T . . . GT 0/1 1/1
        1 400 . A G,C . . . GT 1/2 2/2
        """;
    String weights = COLUMNS + ". 1 300 A T 1\n. 1 400 C A 10\n";

    Score score = score(new MatchSettings(true, true, 1), weights, vcf);

    assertThat(score.sums()).extracting(SampleSum::sum).containsExactly(11.0, 20.0);
  }

  @Test
  void refusesAScoreOfWhichTooLittleMatches() throws IOException {
    String vcf = "1 100 . A G . . . GT 0/1 1/1\n";

    Score score = score(DEFAULT, COLUMNS + ". 1 100 A G 1\n. 1 101 A G 1\n", vcf);

    assertThat(score.refusal())
        .isEqualTo("1 of 2 weights match (50.0 %), and at least 75.0 % must");
    assertThat(score.sums()).isEmpty();
  }

  @Test
  void tellsOfMalformedLinesWithoutTheirValues() throws IOException {
    String vcf = "1 100 . A G . . . GT 0/1 1/7\n1 200 . A G . . . GT 0/1 ./1\n";

    Scores scores = compute(LENIENT, COLUMNS + ". 1 100 A G 1\n. 1 200 A G 1\n", vcf);

    assertThat(scores.scores().get(0).categories())
        .containsExactly(Category.UNMATCHED, Category.AS_GIVEN);
    assertThat(scores.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .endsWith(
                        "0.vcf, line 3: a call names an allele that the site does not have; the"
                            + " line is left out"))
        .anySatisfy(warning -> assertThat(warning).startsWith("1 calls are half-missing"));
  }

  @Test
  void refusesFilesThatDoNotGoTogether() throws IOException {
    Path other = folder.resolve("other.vcf");
    Files.writeString(
        other,
        "##fileformat=VCFv4.2\n##contig=<ID=1,length=249250621>\n"
            + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS1\tS9\n");
    Path weights = write("weights.tsv", "#genome_build=hg38\n" + COLUMNS + ". 1 100 A G 1\n");

    assertThatThrownBy(() -> compute(DEFAULT, List.of(vcf(0, ""), other), List.of(weights), true))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REJECTED))
        .hasMessageContaining("hold different samples")
        .hasMessageContaining("on GRCh37 and the scoring file")
        .hasMessageNotContaining("S9");
  }

  @Test
  void equalsANaiveLoop() throws IOException {
    Random random = new Random(11);
    List<Path> files = new ArrayList<>();
    StringBuilder weights = new StringBuilder();
    weights.append("chr_name chr_position effect_allele other_allele effect_weight is_recessive");
    weights.append(" dosage_0_weight dosage_1_weight dosage_2_weight\n");
    double[] expected = new double[2];
    for (int contig = 1; contig <= 3; contig++) {
      StringBuilder lines = new StringBuilder();
      for (int position = 1; position <= 40; position++) {
        boolean effectIsReference = random.nextBoolean();
        double weight = random.nextInt(1000) / 8.0;
        int kind = random.nextInt(3);
        weights.append(
            String.format(
                Locale.ROOT,
                "%d %d %s %s%n",
                contig,
                position,
                effectIsReference ? "A G" : "G A",
                kind == 2
                    ? ". . 1 %s 3".formatted(weight)
                    : "%s %s . . .".formatted(weight, kind == 1)));
        lines.append("%d %d . A G . . . GT".formatted(contig, position));
        for (int sample = 0; sample < 2; sample++) {
          int alternates = random.nextInt(3);
          int copies = effectIsReference ? 2 - alternates : alternates;
          lines.append(List.of(" 0/0", " 1|0", " 1/1").get(alternates));
          expected[sample] +=
              kind == 0
                  ? weight * copies
                  : kind == 1 ? (copies == 2 ? weight : 0) : new double[] {1, weight, 3}[copies];
        }
        lines.append("\n");
      }
      files.add(vcf(contig, lines.toString()));
    }

    Scores scores = compute(DEFAULT, files, List.of(write("naive.tsv", weights.toString())), true);

    assertThat(scores.scores().get(0).matched()).isEqualTo(120);
    for (int sample = 0; sample < 2; sample++) {
      assertThat(scores.scores().get(0).sums().get(sample).sum())
          .isCloseTo(expected[sample], within(1e-9));
    }
  }

  @Test
  void fillsInOnYOnlyForThoseWhoHaveOne() throws IOException {
    String vcf =
        """
        X 5000000 . A G . . . GT 1 0/1
        Y 5000000 . A G . . . GT . .
        Y 5000001 . A G . . . GT 1 .
        """;
    String weights = COLUMNS + ". X 5000000 G A 1\n. Y 5000000 G A 10\n. Y 5000001 G A 100\n";

    Score score = score(DEFAULT, weights, vcf);

    assertThat(score.sums()).extracting(SampleSum::sum).containsExactly(107.0, 1.0);
    assertThat(score.sums()).extracting(SampleSum::denominator).containsExactly(4L, 2L);
  }

  private Score score(MatchSettings matching, String weights, String vcf) throws IOException {
    return compute(matching, weights, vcf).scores().get(0);
  }

  private Scores compute(MatchSettings matching, String weights, String vcf) throws IOException {
    return compute(matching, List.of(vcf(0, vcf)), List.of(write("weights.tsv", weights)), true);
  }

  private static Scores compute(
      MatchSettings matching, List<Path> vcf, List<Path> weights, boolean imputes) {
    ScoreSettings settings =
        new ScoreSettings(
            matching,
            imputes,
            new PloidyRules(MaleX.TWO, HalfCalls.MISSING),
            Frequencies.none(),
            Map.of());
    return new PolygenicScores(
            spark, named(vcf), ScoringFiles.read(named(weights), HADOOP), settings)
        .compute();
  }

  private static List<SourceFile> named(List<Path> files) {
    return files.stream().map(file -> SourceFile.named(file.toString(), HADOOP)).toList();
  }

  private Path vcf(int number, String lines) throws IOException {
    return write(
        number + ".vcf",
        "##fileformat=VCFv4.2\n#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT S1 S2\n" + lines);
  }

  private Path write(String name, String lines) throws IOException {
    return Files.writeString(folder.resolve(name), lines.replace(' ', '\t'));
  }
}
