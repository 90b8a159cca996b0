package org.medley.models.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Bootstrap;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.CalibrationTable;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Precision;
import org.medley.models.statistics.Predictions;

/** All numbers of a set of predicted risks; no Spark. */
public final class Performance {
  private Performance() {}

  /**
   * Discrimination, accuracy, calibration and net benefit of {@code p}, whose scores are risks.
   * With one class only, what needs both is not assessable.
   */
  public static List<Metric> of(Predictions p, EvaluateSettings settings) {
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    metrics.put("auroc", Auroc.estimate(p));
    metrics.putAll(bootstrapped(p, settings));
    metrics.put("calibration_intercept", CalibrationLine.inTheLarge(p));
    metrics.put("calibration_slope", CalibrationLine.slope(p));
    metrics.put("calibration_line_intercept", CalibrationLine.intercept(p));
    for (CalibrationTable.Group group : CalibrationTable.of(p)) {
      String number = String.format("%02d", group.number());
      metrics.put(
          "calibration_predicted_" + number,
          Estimate.of(group.predicted(), "mean risk of the tenth of the members by risk"));
      metrics.put("calibration_observed_" + number, group.observed());
    }
    return rows(Metric.ALL, metrics, p);
  }

  /** Discrimination only, for scores that are not calibrated risks. */
  public static List<Metric> discrimination(Predictions p, EvaluateSettings settings) {
    Precision precision = new Precision(p);
    Map<String, ToDoubleFunction<double[]>> statistics = new LinkedHashMap<>();
    statistics.put("auprc", precision::average);
    statistics.put("prevalence", w -> Accuracy.prevalence(p.label(), w));
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    metrics.put("auroc", Auroc.estimate(p));
    metrics.putAll(intervals(p, statistics, settings));
    return rows(Metric.ALL, metrics, p);
  }

  /**
   * AUROC and observed over expected by value of a grouping. Members without a value are not shown;
   * groups with too few outcomes or non-outcomes are not assessable.
   */
  public static List<Metric> subgroups(
      Predictions p, String grouping, List<String> values, EvaluateSettings settings) {
    List<Metric> metrics = new ArrayList<>();
    TreeSet<String> distinct = new TreeSet<>();
    values.stream().filter(v -> v != null).forEach(distinct::add);
    for (String value : distinct) {
      boolean[] keep = new boolean[p.size()];
      for (int i = 0; i < keep.length; i++) {
        keep[i] = value.equals(values.get(i));
      }
      Predictions group = p.where(keep);
      metrics.addAll(rows(grouping + "=" + value, subgroup(group, settings), group));
    }
    return metrics;
  }

  private static Map<String, Estimate> subgroup(Predictions p, EvaluateSettings settings) {
    long least = Math.min(p.events(), p.size() - p.events());
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    if (least < settings.leastEvents()) {
      String reason = "fewer than " + settings.leastEvents() + " outcomes or non-outcomes";
      metrics.put("auroc", Estimate.notAssessable(reason));
      metrics.put("observed_expected", Estimate.notAssessable(reason));
      return metrics;
    }
    metrics.put("auroc", Auroc.estimate(p));
    metrics.putAll(
        intervals(
            p,
            Map.of(
                "observed_expected", w -> Accuracy.observedOverExpected(p.label(), p.score(), w)),
            settings));
    return metrics;
  }

  private static Map<String, Estimate> bootstrapped(Predictions p, EvaluateSettings settings) {
    double[] y = p.label();
    double[] risk = p.score();
    Precision precision = new Precision(p);
    Map<String, ToDoubleFunction<double[]>> statistics = new LinkedHashMap<>();
    statistics.put("auprc", precision::average);
    statistics.put("prevalence", w -> Accuracy.prevalence(y, w));
    statistics.put("brier", w -> Accuracy.brier(y, risk, w));
    statistics.put("scaled_brier", w -> Accuracy.scaledBrier(y, risk, w));
    statistics.put("log_loss", w -> Accuracy.logLoss(y, risk, w));
    statistics.put("observed_expected", w -> Accuracy.observedOverExpected(y, risk, w));
    for (double t : settings.thresholds()) {
      String at = String.format("%03d", Math.round(t * 100));
      double[] everyone = new double[y.length];
      java.util.Arrays.fill(everyone, 1);
      statistics.put("net_benefit_" + at, w -> Accuracy.netBenefit(y, risk, w, t));
      statistics.put("net_benefit_all_" + at, w -> Accuracy.netBenefit(y, everyone, w, t));
    }
    return intervals(p, statistics, settings);
  }

  private static Map<String, Estimate> intervals(
      Predictions p,
      Map<String, ToDoubleFunction<double[]>> statistics,
      EvaluateSettings settings) {
    List<ToDoubleFunction<double[]>> all = List.copyOf(statistics.values());
    double[][] ends =
        Bootstrap.intervals(
            p,
            w -> all.stream().mapToDouble(s -> s.applyAsDouble(w)).toArray(),
            settings.replicates(),
            settings.seed());
    Map<String, Estimate> estimates = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, ToDoubleFunction<double[]>> entry : statistics.entrySet()) {
      double value = entry.getValue().applyAsDouble(p.weight());
      String method = words(entry.getKey()) + "; percentile bootstrap over subjects";
      estimates.put(
          entry.getKey(),
          Double.isFinite(value)
              ? new Estimate(value, ends[i][0], ends[i][1], method)
              : Estimate.notAssessable("one class only"));
      i++;
    }
    return estimates;
  }

  private static String words(String metric) {
    return switch (metric) {
      case "auprc" -> "average precision";
      case "prevalence" -> "share with the outcome";
      case "brier" -> "Brier score";
      case "scaled_brier" -> "1 - Brier / Brier of the prevalence";
      case "log_loss" -> "mean negative log likelihood";
      case "observed_expected" -> "observed over expected outcomes";
      default -> "net benefit, TP/n - FP/n t/(1-t)";
    };
  }

  private static List<Metric> rows(String subgroup, Map<String, Estimate> metrics, Predictions p) {
    List<Metric> rows = new ArrayList<>();
    metrics.forEach(
        (name, estimate) -> rows.add(new Metric(subgroup, name, estimate, p.size(), p.events())));
    return rows;
  }
}
