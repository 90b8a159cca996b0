package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Members.EVENT_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.TARGET_END;
import static org.medley.features.contract.Members.TARGET_START;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.matrix.DesignMatrix.CAUSE;
import static org.medley.models.matrix.DesignMatrix.DAY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.evaluate.measure.SurvivalMeasures;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.survival.SurvivalCalibration;
import org.medley.models.statistics.survival.TimedPredictions;

/**
 * A model judged by when outcomes of test members came: how often its risks give a true lower bound
 * of that time. Members who were lost count until then.
 */
final class FollowedMembers {
  private static final String WINDOW = "window_days";
  private static final double MICROS_PER_DAY = 86_400e6;

  /** Months and years are of different lengths; more than that is another question. */
  private static final double SHORTEST = 0.95;

  private FollowedMembers() {}

  /**
   * {@link SurvivalMeasures#NIGHT} of everybody and by subgroup, in days up to the end of the
   * shortest window. Triggers two actions.
   *
   * @return an empty list if there are no test members, an outcome has no time, or the windows are
   *     not of one length
   */
  static List<Metric> of(FittedModel model, Snapshot snapshot, EvaluateSettings settings) {
    List<String> others = Stream.concat(Stream.of(WINDOW), settings.subgroups().stream()).toList();
    Snapshot windows =
        new Snapshot(
            snapshot.task(),
            snapshot.members().withColumn(WINDOW, window()),
            snapshot.matrix(),
            snapshot.reference());
    try (DesignMatrix test =
        DesignMatrix.ofFollowed(windows, Snapshot.TEST, model.design(), others)) {
      CensoringWeights known = test.weights();
      long members = known.positives() + known.negatives() + known.lost();
      return members == 0 ? List.of() : judged(model, test, members, others, settings);
    }
  }

  /** Days of the window; null where it has no end, or the outcome no time. */
  private static Column window() {
    Column days =
        floor(
            unix_micros(col(TARGET_END))
                .minus(unix_micros(col(TARGET_START)))
                .divide(MICROS_PER_DAY));
    Column untimed = col(LABEL).gt(0).and(col(EVENT_TIME).isNull());
    return when(untimed, null).otherwise(days);
  }

  private static List<Metric> judged(
      FittedModel model,
      DesignMatrix test,
      long members,
      List<String> others,
      EvaluateSettings settings) {
    Dataset<Row> risks =
        model
            .predict(test.followed())
            .withColumn(LABEL, col(CAUSE).equalTo(TimedPredictions.EVENT).cast("double"));
    Collected collected =
        Collected.of(
            risks,
            RISK_SCORE,
            Stream.concat(Stream.of(DAY, CAUSE), others.stream()).toList(),
            members,
            settings.mostRows(),
            settings.seed());
    List<String> windows = collected.groups().get(2);
    if (windows.contains(null)) {
      return List.of();
    }
    double longest = windows.stream().mapToDouble(Double::parseDouble).max().orElseThrow();
    double shortest = windows.stream().mapToDouble(Double::parseDouble).min().orElseThrow();
    if (shortest < SHORTEST * longest || shortest == 0) {
      return List.of();
    }
    return Evaluator.noted(
        metrics(collected, shortest, settings), "; times in whole days" + collected.note());
  }

  private static List<Metric> metrics(
      Collected collected, double horizon, EvaluateSettings settings) {
    Predictions p = collected.predictions();
    double[] day = collected.groups().get(0).stream().mapToDouble(Double::parseDouble).toArray();
    int[] cause = collected.groups().get(1).stream().mapToInt(Integer::parseInt).toArray();
    double[] linear = Arrays.stream(p.score()).map(SurvivalCalibration::cloglog).toArray();
    AtHorizon at =
        new AtHorizon(
            TimedPredictions.of(p.subject(), day, cause, p.score(), linear, p.weight()), horizon);
    List<Metric> metrics =
        new ArrayList<>(SurvivalPerformance.of(at, SurvivalMeasures.NIGHT, settings));
    for (int g = 0; g < settings.subgroups().size(); g++) {
      metrics.addAll(
          SurvivalPerformance.subgroups(
              at,
              settings.subgroups().get(g),
              TimedPredictions.byTime(day, collected.groups().get(3 + g)),
              SurvivalMeasures.NIGHT_SUBGROUP,
              settings));
    }
    return metrics;
  }
}
