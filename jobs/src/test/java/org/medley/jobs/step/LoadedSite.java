package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Events;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.fhir.FhirSource;

/** A site with one source, and its lake. */
final class LoadedSite {
  private static final Path CONF = Path.of("..", "conf");
  private static final List<String> VIEWS =
      List.of(
          "patient-subjects",
          "patient-merges",
          "patient-birth-events",
          "patient-death-events",
          "observation-events",
          "condition-events",
          "medication-request-events",
          "encounter-class-events",
          "encounter-encounters",
          "medication-codes");

  private final SparkSession spark;
  private final Lake lake;
  private final Control control;
  private SourceSettings settings;
  private final Path in;
  private final Path views;
  private LocalDate date = LocalDate.of(2024, 1, 1);
  private Function<LocalDate, List<Step>> more = asOf -> List.of();
  private Map<String, StepEnd> ends;

  /** A site whose extract is in the folder {@code in} of {@code folder}. */
  LoadedSite(SparkSession spark, Path folder, Map<String, String> options) throws IOException {
    this.spark = spark;
    this.in = folder.resolve("in");
    String root = folder.resolve("lake").toString();
    this.lake = new Lake(spark, root);
    this.control = new Control(spark, root, Clock.systemUTC());
    this.views = Files.createDirectories(folder.resolve("views"));
    for (String view : VIEWS) {
      Path file = Path.of(view + ".json");
      Files.copy(CONF.resolve("views").resolve(file), views.resolve(file));
    }
    set(options);
  }

  /** From the next night on the source has these options. */
  void set(Map<String, String> options) {
    settings = new SourceSettings("ehr", "fhir", in.toString(), ZoneId.of("UTC"), options);
  }

  /** From the next night on these steps follow. */
  void then(Function<LocalDate, List<Step>> steps) {
    more = steps;
  }

  /** From the next night on this is the logical date. */
  void asOf(LocalDate day) {
    date = day;
  }

  Map<String, StepEnd> night() throws IOException {
    return night(false);
  }

  Map<String, StepEnd> replay() throws IOException {
    return night(true);
  }

  private Map<String, StepEnd> night(boolean replay) throws IOException {
    List<SourceFile> files = files();
    ends =
        new Night(spark, lake, control, date, Clock.systemUTC(), new Silent())
            .run(
                ledger -> {
                  Landed landed = Landed.after(ledger.lastResult("ingest:ehr"), lake);
                  List<Step> steps = new ArrayList<>();
                  steps.add(
                      new IngestStep(
                          new FhirSource(),
                          settings,
                          files,
                          Site.Tolerance.STANDARD,
                          replay ? landed.replaying() : landed,
                          endOf(date)));
                  steps.add(
                      new SubjectsStep(
                          List.of(settings), List.of(settings), views, CONF.resolve("demo.key")));
                  steps.add(new EventsStep(settings, views, CONF.resolve("codes")));
                  steps.addAll(more.apply(date));
                  return steps;
                });
    return ends;
  }

  /** The end of a logical date. */
  static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1000);
  }

  /** The lake. */
  Lake lake() {
    return lake;
  }

  private List<SourceFile> files() throws IOException {
    try (Stream<Path> all = Files.walk(in)) {
      List<SourceFile> files = new ArrayList<>();
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        files.add(
            new SourceFile(
                in.relativize(file).toString(),
                file.toUri().toString(),
                bytes.length,
                DigestUtils.sha256Hex(bytes)));
      }
      return files;
    }
  }

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

  List<String> current(String id) {
    return values(id, col(Events.SUPERSEDED_TIME).isNull());
  }

  List<String> replaced(String id) {
    return values(id, col(Events.SUPERSEDED_TIME).isNotNull());
  }

  /** When the versions of {@code id} that gave events were replaced. */
  List<Instant> supersededTimes(String id) {
    return table(Events.TABLE, "events:ehr")
        .where(col(Events.SOURCE_ID).equalTo(id).and(col(Events.SUPERSEDED_TIME).isNotNull()))
        .select(Events.SUPERSEDED_TIME)
        .collectAsList()
        .stream()
        .map(row -> row.getTimestamp(0).toInstant())
        .toList();
  }

  private List<String> values(String id, Column condition) {
    return table(Events.TABLE, "events:ehr")
        .where(col(Events.SOURCE_ID).equalTo(id).and(condition))
        .select(Events.NUMERIC_VALUE)
        .collectAsList()
        .stream()
        .map(row -> String.valueOf(row.getDouble(0)))
        .toList();
  }

  List<String> refused() {
    return table(Quarantine.TABLE, "ingest:ehr")
        .select(Quarantine.FILE, Quarantine.LINE, Quarantine.BYTE_OFFSET)
        .collectAsList()
        .stream()
        .map(Row::toString)
        .toList();
  }

  /** All tables as sorted text, less what says in which load and file something came. */
  List<String> everything() {
    List<String> all = new ArrayList<>();
    all.addAll(text(table(Resources.TABLE, "ingest:ehr").select(Resources.RAW), "current"));
    all.addAll(text(table(ResourceVersions.TABLE, "ingest:ehr").select(Resources.RAW), "version"));
    all.addAll(text(table(SubjectLinks.TABLE, "subjects"), "link"));
    all.addAll(text(table(Events.TABLE, "events:ehr"), "event"));
    return all;
  }

  private static List<String> text(Dataset<Row> rows, String kind) {
    return rows.select(lit(kind), col("*")).collectAsList().stream()
        .map(Row::toString)
        .sorted()
        .toList();
  }

  private static final class Silent implements NightListener {
    @Override
    public void started(String step) {}

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }
}
