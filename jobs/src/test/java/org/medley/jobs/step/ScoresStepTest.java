package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Events;
import org.medley.features.contract.SampleScores;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.contract.ScoreFiles;
import org.medley.jobs.contract.ScoreWeights;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.night.KnownFiles;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Extracts;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.vcf.VcfSource;

/** From VCF and scoring files to events, and what changed files run again. */
@SparkTest
class ScoresStepTest {
  private static final String WEIGHTS =
      """
      #pgs_id=PGS1
      #genome_build=GRCh38
      #weight_type=beta
      #license=cite it
      #variants_number=3
      chr_name\tchr_position\teffect_allele\tother_allele\teffect_weight
      1\t100\tG\tA\t0.5
      1\t200\tC\tT\t-2
      """;

  private final List<String> started = new ArrayList<>();

  @Test
  void scoresBecomeEventsAndARefusedOneStandsWithItsReason(SparkSession spark, @TempDir Path folder)
      throws IOException {
    SourceSettings source = source(folder);
    write(folder, "one.txt.gz", WEIGHTS);
    write(folder, "two.txt.gz", WEIGHTS.replace("PGS1", "PGS2").replace("100", "101"));
    Lake lake = new Lake(spark, folder.resolve("lake").toString());

    Map<String, StepEnd> ends = night(spark, lake, source);

    assertThat(ends.get("scores:dna").notes())
        .containsEntry("scores", "1")
        .containsEntry("refused", "1")
        .containsEntry(
            "components", "no components: 12 unrelated samples, and at least 50 are needed");
    assertThat(read(lake, ends, "scores:dna", ScoreFiles.TABLE).orderBy("score_id").collectAsList())
        .extracting(
            row -> row.getAs(ScoreFiles.SCORE_ID),
            row -> row.getAs(ScoreFiles.FILE),
            row -> row.getAs(ScoreFiles.GENOME_BUILD),
            row -> row.getAs(ScoreFiles.LICENCE),
            row -> row.getAs(ScoreFiles.CATEGORIES),
            row -> row.getAs(ScoreFiles.REFUSAL),
            row -> row.getAs(ScoreFiles.DOUBT))
        .containsExactly(
            tuple(
                "PGS1",
                "one.txt.gz",
                "GRCh38",
                "cite it",
                "as_given 1, swapped 1",
                null,
                "one.txt.gz states 3 variants and holds 2"),
            tuple(
                "PGS2",
                "two.txt.gz",
                "GRCh38",
                "cite it",
                "as_given 1, unmatched 1",
                "1 of 2 weights match (50.0 %), and at least 75.0 % must",
                "two.txt.gz states 3 variants and holds 2"));
    assertThat(
            Extracts.texts(
                read(lake, ends, "scores:dna", ScoreWeights.TABLE),
                "score_id",
                "line",
                "position",
                "category",
                "counts"))
        .containsExactly(
            "PGS1 | 7 | 100 | swapped | true",
            "PGS1 | 8 | 200 | as_given | true",
            "PGS2 | 7 | 101 | unmatched | false",
            "PGS2 | 8 | 200 | as_given | true");
    checkScores(read(lake, ends, "scores:dna", SampleScores.TABLE));
    List<Row> events = read(lake, ends, "genome:dna", Events.TABLE).collectAsList();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).<String>getAs(Events.CODE)).isEqualTo("PGS//PGS1");
    assertThat(events.get(0).<Long>getAs(Events.SUBJECT_ID)).isEqualTo(3);
    assertThat(events.get(0).<Double>getAs(Events.NUMERIC_VALUE)).isCloseTo(0.5416, within(1e-4));
    checkThatOnlyWhatScoringFilesDecideRunsAgain(spark, lake, source, folder);
  }

  private void checkThatOnlyWhatScoringFilesDecideRunsAgain(
      SparkSession spark, Lake lake, SourceSettings source, Path folder) throws IOException {
    started.clear();
    night(spark, lake, source);
    assertThat(started).isEmpty();

    write(folder, "one.txt.gz", WEIGHTS.replace("-2", "-3"));
    night(spark, lake, source);
    assertThat(started).containsExactly("scores:dna", "genome:dna");
  }

  @Test
  void namesAPlaceWithoutScoringFiles(@TempDir Path folder) throws IOException {
    SourceSettings source = source(folder);

    assertThatThrownBy(() -> new ScoresStep(source))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.INPUT_MISSING))
        .hasMessageContaining("there is no scoring file at " + folder.resolve("scores"));
  }

  /** Of twelve samples every third carries G twice at 100, and all but one T twice at 200. */
  private static SourceSettings source(Path folder) throws IOException {
    Path extract = Files.createDirectories(folder.resolve("extract"));
    Path scores = Files.createDirectories(folder.resolve("scores"));
    StringBuilder vcf =
        new StringBuilder("##fileformat=VCFv4.2\n#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT");
    StringBuilder first = new StringBuilder("\n1 100 . A G . . . GT");
    StringBuilder second = new StringBuilder("\n1 200 . C T . . . GT");
    for (int i = 0; i < 12; i++) {
      vcf.append(" S").append(i);
      first.append(i % 3 == 0 ? " 1/1" : " 0/1");
      second.append(i == 1 ? " 0/0" : " 1/1");
    }
    vcf.append(first).append(second).append('\n');
    Files.writeString(extract.resolve("a.vcf"), vcf.toString().replace(' ', '\t'));
    Files.writeString(
        extract.resolve("links.csv"),
        "sample_id,identifier_system,identifier,collected_time,reported_time\n"
            + "S3,urn:test,p3,2020-01-01,2020-02-01\n");
    return new SourceSettings(
        "dna",
        "vcf",
        extract.toString(),
        ZoneId.of("UTC"),
        Map.of("build", "GRCh38", "scores", scores.toString()));
  }

  /** Sums are 1 or 0.5, and of S1, which alone carries C twice at 200, 4 less. */
  private static void checkScores(Dataset<Row> scores) {
    List<Row> rows = scores.orderBy(SampleScores.SAMPLE_ID).collectAsList();
    assertThat(rows).hasSize(12);
    for (Row row : rows) {
      int number = Integer.parseInt(row.<String>getAs(SampleScores.SAMPLE_ID).substring(1));
      double sum = (number % 3 == 0 ? 1 : 0.5) - (number == 1 ? 4 : 0);
      assertThat(row.<Double>getAs(SampleScores.SUM)).isCloseTo(sum, within(1e-12));
      assertThat(row.<Double>getAs(SampleScores.AVERAGE)).isCloseTo(sum / 4, within(1e-12));
      assertThat(row.<Integer>getAs(SampleScores.MATCHED)).isEqualTo(2);
      assertThat(row.<String>getAs(SampleScores.METHOD))
          .startsWith("cohort: mean and standard deviation, no components");
    }
    assertThat(rows.stream().mapToDouble(row -> row.getAs(SampleScores.STANDARDISED)).sum())
        .isCloseTo(0, within(1e-9));
  }

  private static void write(Path folder, String name, String text) throws IOException {
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("scores").resolve(name)))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Map<String, StepEnd> night(SparkSession spark, Lake lake, SourceSettings source) {
    VcfSource vcf = new VcfSource();
    List<Step> steps =
        new ArrayList<>(
            List.of(
                new Stub(SubjectsStep.NAME, SubjectLinks.TABLE, List.of()),
                new IngestStep(
                    vcf,
                    source,
                    Inventory.of(spark, source, vcf::reads, KnownFiles.NONE, Clock.systemUTC())
                        .files(),
                    Site.Tolerance.STANDARD,
                    Landed.NOTHING,
                    Instant.EPOCH),
                new Stub(GenotypesStep.NAME, SamplePairs.TABLE, List.of(IngestStep.name("dna")))));
    steps.addAll(GenomeSteps.of(source, Path.of("no pharmacogenes")));
    return new Night(
            spark,
            lake,
            new Control(spark, lake.root(), Clock.systemUTC()),
            LocalDate.of(2024, 6, 1),
            Clock.systemUTC(),
            new Listening())
        .run(ledger -> steps);
  }

  private static Dataset<Row> read(
      Lake lake, Map<String, StepEnd> ends, String step, TableContract table) {
    Output output =
        ends.get(step).outputs().stream()
            .filter(each -> each.table().equals(table.name()))
            .findFirst()
            .orElseThrow();
    return lake.read(table, output);
  }

  private final class Listening implements NightListener {
    @Override
    public void started(String step) {
      started.add(step);
    }

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }

  /** Whose identifiers are whose, and who is related: nobody. */
  private record Stub(String name, TableContract table, List<String> inputs) implements Step {
    static Step of(String name, TableContract table, List<String> inputs) {
      return new Stub(name, table, inputs);
    }

    @Override
    public List<Class<?>> code() {
      return List.of(SubjectsStep.class);
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public List<TableContract> writes() {
      return List.of(table);
    }

    @Override
    public String slice() {
      return Output.ALL;
    }

    @Override
    public Map<String, String> run(StepContext context) {
      SparkSession spark = context.spark();
      context.write(
          table,
          table == SubjectLinks.TABLE
              ? Extracts.links(spark)
              : spark.createDataFrame(List.of(), table.schema()));
      return Map.of();
    }
  }
}
