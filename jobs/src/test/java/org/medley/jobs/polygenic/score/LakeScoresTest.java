package org.medley.jobs.polygenic.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.SampleScores;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.polygenic.match.MatchSettings;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.polygenic.weight.ScoringFiles;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.vcf.GenomeBuild;
import org.medley.jobs.source.vcf.ReferenceBases;
import org.medley.jobs.source.vcf.VcfSource;

/** Scores from the tables of the lake are those of the door, which are those of plink2. */
@SparkTest
class LakeScoresTest {
  private static final Configuration HADOOP = new Configuration();
  private static final Path CASES = Path.of("src/test/resources/scores").toAbsolutePath();
  private static final MatchSettings ANY = new MatchSettings(false, false, 0);
  private static final String COLUMNS =
      "rsID chr_name chr_position effect_allele other_allele effect_weight\n";

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void session(SparkSession session) {
    spark = session;
  }

  @Test
  void equalsTheDoorOnSitesThatPlinkScoredToo() throws IOException {
    try (InputStream packed = Files.newInputStream(CASES.resolve("cohort.vcf.gz"))) {
      String cohort = new String(new GZIPInputStream(packed).readAllBytes(), UTF_8);
      Files.writeString(extract().resolve("cohort.vcf"), onTheMitochondrion(cohort));
    }
    List<ScoringFile> scores =
        scores(
            onTheMitochondrion(Files.readString(CASES.resolve("weights.tsv"))),
            Files.readString(CASES.resolve("plink.tsv")));

    assertEqualToTheDoor(scores, 60);
  }

  @Test
  void equalsTheDoorOnRandomSites() throws IOException {
    Random random = new Random(20_261_128);
    Files.writeString(extract().resolve("cohort.vcf"), randomSites(random, 40, 300));
    List<ScoringFile> scores =
        scores(
            randomWeights(random, 300, "effect_weight"),
            randomWeights(random, 300, "dosage_0_weight"));

    assertEqualToTheDoor(scores, 40);
  }

  @Test
  void countsPlacesWithoutALineOnlyWhereTheReferenceIsKnown() throws IOException {
    Files.writeString(
        extract().resolve("a.g.vcf"),
        vcf(
            """
            1 2 . A <NON_REF> . . END=5 GT 0/0 ./.
            1 4 . G <NON_REF> . . END=7 GT 0/0 0/0
            1 8 . A G,<NON_REF> . . . GT 0/1 0/0
            """,
            "A",
            "B"));
    Files.writeString(extract().resolve("genome.fa"), ">1\nCACGTACGAAAA\n>2\nACGT\n");
    List<ScoringFile> scores =
        scores(
            COLUMNS
                + """
                rs2 1 2 A G 1
                rs4 1 4 T G 10
                rs5 1 5 A C 100
                rs6 1 6 C . 1000
                rs8 1 8 G A 10000
                rs9 1 9 A G 100000
                """);

    LakeResult without = lake(scores, Optional.empty());
    LakeResult with =
        lake(
            scores,
            Optional.of(
                ReferenceBases.of(
                    spark, SourceFile.named(extract().resolve("genome.fa").toString(), HADOOP))));

    assertThat(without.scores().get(0).categories())
        .containsExactly(
            Category.UNMATCHED,
            Category.UNMATCHED,
            Category.UNMATCHED,
            Category.UNMATCHED,
            Category.SWAPPED,
            Category.UNMATCHED);
    // The reference reads A, C, G, T, A from 2 on; no block covers 9.
    assertThat(with.scores().get(0).categories())
        .containsExactly(
            Category.AS_GIVEN,
            Category.SWAPPED,
            Category.UNMATCHED,
            Category.UNMATCHED,
            Category.SWAPPED,
            Category.UNMATCHED);
    assertThat(rows(with))
        .extracting(
            row -> row.getAs(SampleScores.SUM),
            row -> row.getAs(SampleScores.DENOMINATOR),
            row -> row.getAs(SampleScores.ALLELE_COUNT))
        .containsExactly(tuple(10_002.0, 6L, 6L), tuple(2.0, 6L, 4L));
  }

  @Test
  void refusesAScoreOfAnotherBuildAndGoesOnWithTheOthers() throws IOException {
    Files.writeString(extract().resolve("a.vcf"), vcf("1 2 . A G . . . GT 0/1 1/1\n", "A", "B"));
    List<ScoringFile> scores =
        scores(
            "#genome_build=GRCh37\n" + COLUMNS + "rs2 1 2 G A 1\n",
            "#genome_build=GRCh38\n" + COLUMNS + "rs2 1 2 G A 1\n");

    LakeResult result = lake(scores, Optional.empty());

    assertThat(result.scores().get(0).refusal())
        .isEqualTo("its positions are on GRCh37 and those of the source on GRCh38");
    assertThat(rows(result))
        .extracting(row -> row.getAs(SampleScores.SCORE_ID), row -> row.getAs(SampleScores.SUM))
        .containsExactly(tuple("w1.tsv", 1.0), tuple("w1.tsv", 2.0));
  }

  /** The invented places on MT lie beyond its end, which the ingestion does not accept. */
  private static String onTheMitochondrion(String lines) {
    return Pattern.compile("(?m)^MT\t502").matcher(lines).replaceAll("MT\t");
  }

  private void assertEqualToTheDoor(List<ScoringFile> scores, int samples) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    try (var paths = Files.list(extract())) {
      paths.forEach(path -> files.add(SourceFile.named(path.toString(), HADOOP)));
    }
    ScoreSettings settings =
        new ScoreSettings(
            ANY, true, new PloidyRules(MaleX.TWO, HalfCalls.MISSING), Frequencies.none(), Map.of());
    Scores door = new PolygenicScores(spark, files, scores, settings).compute();
    LakeResult lake = lake(scores, Optional.empty());

    Map<String, Row> found = new LinkedHashMap<>();
    rows(lake).forEach(row -> found.put(row.getString(0) + " " + row.getString(1), row));
    assertThat(found).hasSize(samples * scores.size());
    for (int i = 0; i < scores.size(); i++) {
      Score expected = door.scores().get(i);
      assertThat(lake.scores().get(i).categories()).isEqualTo(expected.categories());
      assertThat(expected.matched()).isGreaterThan(100);
      for (int sample = 0; sample < samples; sample++) {
        SampleSum sum = expected.sums().get(sample);
        Row row = found.get(door.samples().get(sample) + " " + expected.file().name());
        assertThat(row.<Double>getAs(SampleScores.SUM)).isCloseTo(sum.sum(), within(1e-10));
        assertThat(row.<Double>getAs(SampleScores.AVERAGE)).isCloseTo(sum.average(), within(1e-12));
        assertThat(row.<Double>getAs(SampleScores.DOSAGE_SUM)).isEqualTo(sum.dosage());
        assertThat(row.<Long>getAs(SampleScores.DENOMINATOR)).isEqualTo(sum.denominator());
        assertThat(row.<Long>getAs(SampleScores.ALLELE_COUNT)).isEqualTo(sum.alleles());
      }
    }
  }

  private LakeResult lake(List<ScoringFile> scores, Optional<ReferenceBases> reference)
      throws IOException {
    Ingestion ingestion =
        new VcfSource()
            .ingest(
                Extracts.input(
                    spark, "dna", extract(), ZoneId.of("UTC"), Map.of("build", "GRCh38")));
    Map<TableContract, Dataset<Row>> tables = ingestion.tables();
    return new LakeScores(
            spark,
            new LakeTables(
                tables.get(Variants.TABLE),
                tables.get(Genotypes.TABLE),
                tables.get(CallableBlocks.TABLE),
                tables.get(Samples.TABLE)),
            scores,
            ANY,
            GenomeBuild.GRCH38,
            reference)
        .compute();
  }

  private static List<Row> rows(LakeResult result) {
    List<Row> rows = new ArrayList<>(result.sums().collectAsList());
    rows.sort(
        Comparator.comparing((Row row) -> row.getString(1)).thenComparing(row -> row.getString(0)));
    return rows;
  }

  private List<ScoringFile> scores(String... texts) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      String text = texts[i].replace(' ', '\t');
      Path file = Files.writeString(folder.resolve("w" + i + ".tsv"), text);
      files.add(SourceFile.named(file.toString(), HADOOP));
    }
    List<ScoringFile> read = ScoringFiles.read(files, HADOOP);
    return read.stream()
        .map(
            each ->
                new ScoringFile(
                    Path.of(each.file()).getFileName().toString(),
                    each.header(),
                    each.harmonised(),
                    each.weights()))
        .toList();
  }

  private Path extract() throws IOException {
    return Files.createDirectories(folder.resolve("extract"));
  }

  private static String vcf(String lines, String... samples) {
    return "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
        + String.join("\t", samples)
        + "\n"
        + lines.replace(' ', '\t');
  }

  /** Sites of every kind: haploid, missing, half-missing, of several alternates, on X, Y and MT. */
  private static String randomSites(Random random, int samples, int sites) {
    StringBuilder lines = new StringBuilder();
    List<String> contigs = List.of("1", "2", "X", "Y", "MT");
    String[] names = new String[samples];
    for (int i = 0; i < samples; i++) {
      names[i] = "S" + i;
    }
    for (int site = 0; site < sites; site++) {
      String contig = contigs.get(site * contigs.size() / sites);
      String[] pair = random.nextBoolean() ? new String[] {"A", "G"} : new String[] {"C", "T"};
      boolean several = random.nextInt(12) == 0;
      lines.append(
          "%s %d rs%d %s %s . . . GT"
              .formatted(
                  contig, 100 + 10 * site, site, pair[0], several ? pair[1] + ",TTT" : pair[1]));
      double frequency = 0.05 + 0.9 * random.nextDouble();
      for (int sample = 0; sample < samples; sample++) {
        lines.append(' ').append(genotype(random, contig, sample % 2 == 0, frequency));
      }
      lines.append('\n');
    }
    return vcf(lines.toString(), names);
  }

  private static String genotype(Random random, String contig, boolean man, double frequency) {
    boolean lone = contig.equals("MT") || (man && contig.matches("[XY]"));
    if (random.nextInt(20) == 0 || (!man && contig.equals("Y"))) {
      return random.nextBoolean() ? "./." : ".";
    }
    String first = random.nextDouble() < frequency ? "1" : "0";
    String second = random.nextInt(60) == 0 ? "." : random.nextDouble() < frequency ? "1" : "0";
    return lone ? first : first + (random.nextBoolean() ? "|" : "/") + second;
  }

  /** Weights of half of the sites, some for the reference, some twice, some of no site. */
  private static String randomWeights(Random random, int sites, String kind) {
    boolean dosages = kind.startsWith("dosage");
    StringBuilder lines =
        new StringBuilder("rsID chr_name chr_position effect_allele other_allele ")
            .append(
                dosages
                    ? "dosage_0_weight dosage_1_weight dosage_2_weight\n"
                    : "effect_weight is_recessive\n");
    List<String> contigs = List.of("1", "2", "X", "Y", "MT");
    for (int site = 0; site < sites; site++) {
      for (int i = 0; i < (site % 40 == 0 ? 2 : 1); i++) {
        String[] pair = List.of("A,G", "G,A", "C,T", "T,C").get(random.nextInt(4)).split(",");
        lines.append(
            String.format(
                Locale.ROOT,
                "rs%d %s %d %s %s %.6f",
                site,
                contigs.get(site * contigs.size() / sites),
                100 + 10 * site + (site % 17 == 0 ? 1 : 0),
                pair[0],
                pair[1],
                random.nextGaussian()));
        lines.append(
            dosages
                ? String.format(
                    Locale.ROOT, " %.6f %.6f\n", random.nextGaussian(), random.nextGaussian())
                : site % 9 == 0 ? " True\n" : " False\n");
      }
    }
    return lines.toString();
  }
}
