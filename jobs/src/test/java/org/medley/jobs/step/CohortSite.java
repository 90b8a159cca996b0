package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Events;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.features.covariate.CovariateRows;
import org.medley.features.matrix.Matrices;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.night.Step;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;

/** A loaded site that draws a cohort and builds its matrix. */
final class CohortSite {
  private static final List<String> EVENTS = List.of("events:ehr");
  private static final Map<String, Instant> EXTRACTS =
      Map.of("ehr", Instant.parse("2020-12-31T00:00:00Z"));

  private static final String VOCABULARY = "vocabulary";

  private final Path in;
  private final LoadedSite site;
  private final TaskSettings task;
  private Optional<FeaturesStep.Vocabulary> standing = Optional.empty();

  /** A site with the task {@code text}. */
  CohortSite(SparkSession spark, Path folder, String text) throws IOException {
    this.in = folder.resolve("in");
    Files.createDirectories(in);
    this.task = task(folder, text);
    this.site = new LoadedSite(spark, folder, Map.of());
    site.then(this::steps);
  }

  private static TaskSettings task(Path folder, String text) throws IOException {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve("sample.yaml"), text);
    TaskContext context =
        TaskContext.ofSite(
            folder.resolve("codes"), ZoneOffset.UTC, TaskSettings.allowed(List.of()));
    Optional<TaskFile> read = TaskFile.read(file, context, problems, Overrides.NONE);
    assertThat(problems.lines()).isEmpty();
    return new TaskSettings(read.orElseThrow());
  }

  private List<Step> steps(LocalDate date) {
    return List.of(
        new PeriodsStep(EVENTS, List.of(), EXTRACTS, LoadedSite.endOf(date)),
        new CohortStep(CohortPlan.of(task), LoadedSite.endOf(date), EVENTS),
        new FeaturesStep(CovariatePlan.of(task), EVENTS, standing, Optional.empty()));
  }

  void write(String file, List<String> lines) throws IOException {
    Path path = in.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, lines, StandardCharsets.UTF_8);
  }

  /** Takes the files of {@code other}. */
  void take(CohortSite other) throws IOException {
    try (var files = Files.walk(other.in)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = in.resolve(other.in.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  Map<String, StepEnd> night(LocalDate date) throws IOException {
    site.asOf(date);
    return site.night();
  }

  /** From the next night on the vocabulary that was fitted last stands. */
  void stand(SparkSession spark) {
    Dataset<Row> reference = site.table(Reference.TABLE, FeaturesStep.name("sample"));
    String id = reference.first().getAs(Reference.REFERENCE_ID);
    reference.write().parquet(site.lake().root() + "/" + VOCABULARY);
    standing = Optional.of(new FeaturesStep.Vocabulary(VOCABULARY, id));
  }

  /** The matrix of all members at once, over the vocabulary that stands, as sorted text. */
  List<String> wholeMatrix() {
    Dataset<Row> members = site.table(Members.TABLE, CohortStep.name("sample"));
    Dataset<Row> covariates =
        CovariateRows.build(
            site.table(Events.TABLE, EVENTS.get(0)),
            site.table(Subjects.TABLE, SubjectsStep.NAME),
            members,
            task.features());
    return text(
        Matrix.TABLE,
        Matrices.build(
            covariates,
            members,
            site.table(Reference.TABLE, FeaturesStep.name("sample")),
            "sample",
            standing.orElseThrow().id()));
  }

  /** Members, matrix and the rest as sorted text, less the id of the reference. */
  List<String> everything() {
    List<String> all = new ArrayList<>();
    all.addAll(text(ObservationPeriods.TABLE, PeriodsStep.NAME));
    all.addAll(text(Members.TABLE, CohortStep.name("sample")));
    all.addAll(text(Attrition.TABLE, CohortStep.name("sample")));
    all.addAll(text(Reference.TABLE, FeaturesStep.name("sample")));
    all.addAll(text(Matrix.TABLE, FeaturesStep.name("sample")));
    return all;
  }

  List<String> text(TableContract table, String step) {
    return text(table, site.table(table, step));
  }

  private static List<String> text(TableContract table, Dataset<Row> rows) {
    return rows.drop(Reference.REFERENCE_ID).toJSON().collectAsList().stream()
        .map(row -> table.name() + " " + row)
        .sorted()
        .toList();
  }
}
