package org.medley.jobs.evaluate;

import static org.medley.jobs.evaluate.PredictionColumns.COMPARE;
import static org.medley.jobs.evaluate.PredictionColumns.EVENT;
import static org.medley.jobs.evaluate.PredictionColumns.LABEL;
import static org.medley.jobs.evaluate.PredictionColumns.LINEAR;
import static org.medley.jobs.evaluate.PredictionColumns.SCORE;
import static org.medley.jobs.evaluate.PredictionColumns.TIME;
import static org.medley.jobs.evaluate.PredictionColumns.WEIGHT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.MedleyException;
import org.medley.models.evaluate.Compared;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.Curves;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Gaps;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.Performance;
import org.medley.models.evaluate.SurvivalPerformance;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.evaluate.measure.Measures;
import org.medley.models.evaluate.measure.SurvivalMeasures;
import org.medley.models.evaluate.scale.AtScale;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.survival.SurvivalCalibration;
import org.medley.models.statistics.survival.TimedPredictions;

/** Judges the predictions in a file. */
public final class FileEvaluation {
  private final String file;
  private final PredictionColumns columns;
  private final double horizon;
  private final EvaluateSettings settings;
  private final List<String> notes = new ArrayList<>();

  /**
   * Of {@code file}.
   *
   * @param horizon of an event in time; not used for a binary outcome
   * @param settings thresholds, replicates, seed and the smallest cell; subgroups are those of
   *     {@code columns}
   */
  public FileEvaluation(
      String file, PredictionColumns columns, double horizon, EvaluateSettings settings) {
    this.file = file;
    this.columns = columns;
    this.horizon = horizon;
    this.settings = settings;
  }

  /**
   * All numbers and curves. Triggers actions.
   *
   * @throws MedleyException with exit code 66 if there is no file, 65 if it cannot be judged
   */
  public Evaluation run(SparkSession spark) {
    try (PredictionRows read = PredictionRows.read(spark, file, columns)) {
      boolean most = read.kept() > settings.mostRows();
      Columns data =
          new Columns(most ? read.sample(settings.mostRows(), settings.seed()) : read.rows());
      if (most) {
        notes.add(
            "of %d rows a sample of %d is judged%s"
                .formatted(
                    read.kept(),
                    data.size(),
                    columns.survival()
                        ? ""
                        : "; AUROC, calibration line and curve are of all rows"));
      }
      read.excluded()
          .forEach(
              (column, count) ->
                  notes.add("%d rows are left out: %s is missing".formatted(count, column)));
      read.withoutGroup()
          .forEach(
              (column, count) ->
                  notes.add("%d rows have no %s and are in no subgroup".formatted(count, column)));
      return columns.survival() ? survival(read, data) : binary(read, data);
    }
  }

  private Evaluation binary(PredictionRows read, Columns data) {
    Predictions p =
        new Predictions(data.subjects(), data.numbers(LABEL), data.numbers(SCORE), weights(data));
    boolean risks = risks(p.score());
    if (p.events() == 0 || p.events() == p.size()) {
      notes.add("all rows have the same label: what needs both classes is not assessable");
    }
    List<Metric> metrics =
        new ArrayList<>(Performance.of(p, risks ? Measures.ALL : Measures.RANKING, settings));
    if (read.kept() > p.size()) {
      metrics = new ArrayList<>(AtScale.exact(metrics, read.scored(), ""));
    }
    if (data.has(COMPARE)) {
      metrics.addAll(Compared.of(p, data.numbers(COMPARE)));
    }
    for (Map.Entry<String, List<String>> each : data.groupings(columns.groups()).entrySet()) {
      metrics.addAll(
          Performance.subgroups(
              p,
              each.getKey(),
              each.getValue(),
              risks ? Measures.SUBGROUP : Measures.RANKING,
              settings));
      if (risks) {
        metrics.addAll(Gaps.of(p, each.getKey(), each.getValue(), settings));
      }
    }
    List<Curve> curves = new ArrayList<>(List.of(Curves.roc(p)));
    if (risks) {
      curves.add(Curves.calibration(p));
      curves.add(Curves.decision(p));
    }
    return done("binary", read, subjects(p.subject()), p.events(), metrics, curves);
  }

  private Evaluation survival(PredictionRows read, Columns data) {
    double[] score = data.numbers(SCORE);
    boolean risks = risks(score);
    AtHorizon at = new AtHorizon(timed(data, score, risks), horizon);
    TimedPredictions p = at.p();
    double last = p.time()[p.size() - 1];
    if (last < horizon) {
      throw PredictionsFile.rejected(
          "nobody in %s is followed up to the horizon %s; the longest time is %s"
              .formatted(file, horizon, last),
          last > 0
              ? "name a horizon of at most " + last + ", in the unit of the times"
              : "name a column with times above 0");
    }
    if (p.competing() && Arrays.stream(p.cause()).noneMatch(c -> c == TimedPredictions.CENSORED)) {
      notes.add(
          "no row is censored (0), and events above 1 are taken for competing ones: where 1 is"
              + " censored and 2 the event, write 0 and 1");
    }
    if (at.events() == 0) {
      notes.add("no events by the horizon: most numbers are not assessable");
    }
    List<Metric> metrics =
        new ArrayList<>(
            SurvivalPerformance.of(
                at, risks ? SurvivalMeasures.ALL : SurvivalMeasures.RANKING, settings));
    if (data.has(COMPARE)) {
      double[] others = data.numbers(COMPARE);
      metrics.addAll(SurvivalPerformance.compared(at, timed(data, others, risks)));
    }
    for (Map.Entry<String, List<String>> each : data.groupings(columns.groups()).entrySet()) {
      List<String> values = TimedPredictions.byTime(data.numbers(TIME), each.getValue());
      metrics.addAll(
          SurvivalPerformance.subgroups(
              at,
              each.getKey(),
              values,
              risks ? SurvivalMeasures.SUBGROUP : SurvivalMeasures.RANKING,
              settings));
      if (risks) {
        metrics.addAll(Gaps.of(at, each.getKey(), values, settings));
      }
    }
    List<Curve> curves =
        risks ? List.of(Curves.calibration(at), Curves.decision(at)) : List.<Curve>of();
    String outcome = p.competing() ? "competing-risks" : "survival";
    return done(outcome, read, subjects(p.subject()), at.events(), metrics, curves);
  }

  /** The rows with {@code score} as the risk; of a probability of survival its complement. */
  private TimedPredictions timed(Columns data, double[] score, boolean risks) {
    boolean survival = columns.scoreIs() == PredictionColumns.ScoreIs.SURVIVAL;
    double[] risk = Arrays.stream(score).map(s -> survival ? 1 - s : s).toArray();
    double[] linear =
        data.has(LINEAR)
            ? data.numbers(LINEAR)
            : risks ? Arrays.stream(risk).map(SurvivalCalibration::cloglog).toArray() : risk;
    int[] cause = Arrays.stream(data.numbers(EVENT)).mapToInt(e -> (int) e).toArray();
    return TimedPredictions.of(
        data.subjects(), data.numbers(TIME), cause, risk, linear, weights(data));
  }

  private double[] weights(Columns data) {
    double[] weights = data.numbersOr(WEIGHT, 1);
    if (Arrays.stream(weights).sum() == 0) {
      throw PredictionsFile.rejected(
          "all weights in %s are 0".formatted(file), "name a column with weights above 0");
    }
    return weights;
  }

  private boolean risks(double[] score) {
    boolean risks = Arrays.stream(score).allMatch(s -> s >= 0 && s <= 1);
    if (!risks) {
      notes.add(
          "scores lie outside 0 to 1, so they are no probabilities: ranking is judged, calibration,"
              + " errors and net benefit are not");
    }
    if (Arrays.stream(score).distinct().limit(2).count() < 2) {
      notes.add("all scores are equal: they rank nobody, and no slope or curve can be fitted");
    }
    return risks;
  }

  private long subjects(long[] subject) {
    long subjects = Arrays.stream(subject).distinct().count();
    if (subjects == 1) {
      notes.add("all rows are of one subject: intervals need several");
    } else if (subjects < subject.length) {
      notes.add("some subjects have several rows: intervals are by subject");
    }
    return subjects;
  }

  private Evaluation done(
      String outcome,
      PredictionRows read,
      long subjects,
      long events,
      List<Metric> metrics,
      List<Curve> curves) {
    return new Evaluation(
        outcome,
        read.all(),
        read.kept(),
        events,
        subjects,
        read.excluded(),
        List.copyOf(notes),
        metrics,
        curves.stream().filter(curve -> !curve.points().isEmpty()).toList());
  }
}
