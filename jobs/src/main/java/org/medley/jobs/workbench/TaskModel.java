package org.medley.jobs.workbench;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Matrix;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.report.chart.CalibrationPlot;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.workbench.Sheet.Column;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.score.Scorer;

/**
 * A model of a task: the champion of a release, or a variant that was trained here. Shown with its
 * metrics on the test members, people whom it never saw.
 */
public final class TaskModel implements Shown {
  private final SparkSession spark;
  private final Named named;
  private final FittedModel model;
  private final Snapshot snapshot;
  private final Dataset<Row> scored;
  private final Performance performance;
  private final long seed;

  /**
   * What a model is called.
   *
   * @param name in words
   * @param version its identity
   * @param remarks what a reader should know about its training; empty: nothing
   */
  record Named(String name, String version, String remarks) {}

  /**
   * @param snapshot what it was trained on
   * @param matrix with the covariates of the members to be scored, in its own vocabulary
   * @param seed of the bootstrap
   */
  TaskModel(
      SparkSession spark,
      Named named,
      FittedModel model,
      Snapshot snapshot,
      Dataset<Row> matrix,
      Performance performance,
      long seed) {
    this.spark = spark;
    this.named = named;
    this.model = model;
    this.snapshot = snapshot;
    this.scored =
        matrix
            .where(col(Matrix.TASK).equalTo(model.task()))
            .where(col(Matrix.PURPOSE).equalTo(Snapshot.SCORE_PURPOSE))
            .where(col(Matrix.REFERENCE_ID).equalTo(model.design().referenceId()));
    this.performance = performance;
    this.seed = seed;
  }

  /** What it is called in comparisons: {@code champion}, or what was set otherwise. */
  public String name() {
    return named.name();
  }

  /** Its identity. */
  public String version() {
    return named.version();
  }

  /** The family that won, such as {@code boosted-trees}. */
  public String family() {
    return model.family();
  }

  /** One row per covariate, under {@link org.medley.features.contract.Reference}. */
  public Dataset<Row> covariates() {
    return snapshot.reference();
  }

  /**
   * The value of a metric on all test members.
   *
   * @param metric such as {@code auroc}; {@link #metrics} shows which there are
   * @throws MedleyException with exit code 64 if there is no such metric or it could not be
   *     assessed
   */
  public double metric(String metric) {
    return performance
        .overall(Performance.TEST, metric)
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.USAGE,
                    "the test has no metric '" + metric + "'",
                    "it has "
                        + performance.overall(Performance.TEST).stream()
                            .filter(row -> row.value().isPresent())
                            .map(Evaluation::metric)
                            .toList()))
        .value()
        .getAsDouble();
  }

  /** Every metric on all test members with its 95 percent interval and how both were obtained. */
  public Sheet metrics() {
    return new Sheet(
        "Performance on the test",
        List.of(
            Column.text("metric"),
            Column.number("value"),
            Column.number("95 % interval"),
            Column.number("members"),
            Column.number("outcomes"),
            Column.text("method")),
        performance.overall(Performance.TEST).stream()
            .map(
                row ->
                    List.of(
                        Metrics.name(row.metric()),
                        Metrics.value(row),
                        Metrics.interval(row),
                        Numbers.count(row.members()),
                        Numbers.count(row.events()),
                        row.method()))
            .toList(),
        "");
  }

  /**
   * Observed against predicted risk by tenths of the test members, as in the report.
   *
   * @throws MedleyException with exit code 65 if the test has too few outcomes for it
   */
  public Picture calibration() {
    List<Performance.Group> groups = performance.calibration();
    if (groups.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "calibration cannot be drawn: the test has too few outcomes",
          "look at metrics(), or draw a larger cohort");
    }
    String lines =
        groups.stream()
            .map(
                group ->
                    "predicted %s, observed %s (%s to %s)"
                        .formatted(
                            Numbers.percent(group.predicted(), 1),
                            Numbers.percent(group.observed(), 1),
                            Numbers.percent(group.low(), 1),
                            Numbers.percent(group.high(), 1)))
            .collect(Collectors.joining("\n"));
    return new Picture(CalibrationPlot.of(groups), lines);
  }

  /**
   * This model against {@code other} on the people whom both have in their test, by this model's
   * labels.
   *
   * @throws MedleyException with exit code 65 if there are no such people
   */
  public Comparison compare(TaskModel other) {
    return Comparison.of(this, other);
  }

  /**
   * The risks of the people to be scored, one row per person and index time, under {@link
   * org.medley.models.contract.Scores}: what the night would publish with this model.
   */
  public Dataset<Row> risks() {
    return Scorer.scores(model, version(), scored);
  }

  /**
   * How the risk of one person comes about, at the latest index time at which they are scored.
   *
   * @throws MedleyException with exit code 64 if that person is not scored
   */
  public Explanation explain(long subjectId) {
    Dataset<Row> one =
        scored
            .where(col(Matrix.SUBJECT_ID).equalTo(subjectId))
            .orderBy(col(Matrix.INDEX_TIME).desc())
            .limit(1);
    return Explanation.of(model, version(), one);
  }

  SparkSession spark() {
    return spark;
  }

  FittedModel model() {
    return model;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  long seed() {
    return seed;
  }

  private String headline() {
    return "%s: family %s, %s, version %s%s"
        .formatted(
            name(),
            family(),
            Numbers.count(model.design().size(), "covariate", "covariates"),
            version(),
            Optional.of(named.remarks())
                .filter(text -> !text.isEmpty())
                .map(". "::concat)
                .orElse(""));
  }

  @Override
  public Element html() {
    return Html.block("sheet", Html.paragraph("says", headline()), metrics().html());
  }

  @Override
  public String text() {
    return headline() + "\n" + metrics().text();
  }
}
