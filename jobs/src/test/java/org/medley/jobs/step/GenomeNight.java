package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.night.KnownFiles;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.Sources;

/**
 * A night over a registry that declares the people p1, a man, p2, a woman, and p3, and a source of
 * genotypes called dna.
 */
final class GenomeNight {
  private static final Path CONF = Path.of("..", "conf");

  private static final String TRIAL =
      """
      pid;randomised;arm;sex;age;days_rfs;relapse;days_os;death;visit_day;hb;hb_unit;ecog
      p1;01.03.2024;A;m;61;31;1;400;0;0;13,2;g/dL;0
      p2;30.03.2024;B;w;55;10;2;10;1;0;13,2;g/dL;1
      p3;30.03.2024;B;w;55;10;2;10;1;0;13,2;g/dL;1
      """;

  private final SparkSession spark;
  private final Path folder;
  private final Lake lake;
  private final Control control;
  private Map<String, StepEnd> ends;

  /** A site below {@code folder}; the files of genotypes go into its folder dna. */
  GenomeNight(SparkSession spark, Path folder) throws IOException {
    this.spark = spark;
    this.folder = folder;
    this.lake = new Lake(spark, folder.resolve("lake").toString());
    this.control = new Control(spark, lake.root(), Clock.systemUTC());
    Files.writeString(Files.createDirectories(folder.resolve("trial")).resolve("t.csv"), TRIAL);
    Files.writeString(folder.resolve("key"), "a key for tests");
    Files.createDirectories(folder.resolve("dna"));
  }

  /** Writes a file of the source of genotypes; blanks of a VCF file are tabulators. */
  void write(String name, String text) throws IOException {
    Files.writeString(
        folder.resolve("dna").resolve(name),
        name.endsWith(".vcf") ? text.replace(' ', '\t') : text);
  }

  /** A night with these options of the source of genotypes; returns the steps that ran. */
  List<String> run(Map<String, String> options) throws IOException {
    SourceSettings trial =
        settings("trial", "csv", Map.of("mapping", CONF.resolve("mappings/trial.yaml").toString()));
    SourceSettings dna = settings("dna", "vcf", options);
    List<Step> steps = new ArrayList<>();
    steps.add(ingest(trial));
    steps.add(
        new SubjectsStep(
            List.of(trial), List.of(), folder.resolve("no views"), folder.resolve("key")));
    steps.add(ingest(dna));
    steps.addAll(GenomeSteps.of(dna, CONF.resolve("pharmacogenes")));
    Ran ran = new Ran();
    ends =
        new Night(spark, lake, control, LocalDate.of(2024, 6, 1), Clock.systemUTC(), ran)
            .run(ledger -> steps);
    return ran.steps;
  }

  /** What {@code step} left in its slice of {@code table}. */
  Dataset<Row> table(TableContract table, String step) {
    Output output =
        ends.get(step).outputs().stream()
            .filter(each -> each.table().equals(table.name()))
            .findFirst()
            .orElseThrow();
    Dataset<Row> rows = lake.read(table, output);
    assertThat(rows.count()).as(table.name()).isEqualTo(output.rows());
    return rows;
  }

  private SourceSettings settings(String name, String kind, Map<String, String> options) {
    return new SourceSettings(
        name, kind, folder.resolve(name).toString(), ZoneId.of("UTC"), options);
  }

  private IngestStep ingest(SourceSettings settings) throws IOException {
    Source source = Sources.BY_KIND.get(settings.kind()).get();
    return new IngestStep(
        source,
        settings,
        Inventory.of(spark, settings, source::reads, KnownFiles.NONE, Clock.systemUTC()).files(),
        Site.Tolerance.STANDARD,
        Landed.NOTHING,
        Instant.EPOCH);
  }

  private static final class Ran implements NightListener {
    private final List<String> steps = new ArrayList<>();

    @Override
    public void started(String step) {
      steps.add(step);
    }

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }
}
