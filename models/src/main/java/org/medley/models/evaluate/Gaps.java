package org.medley.models.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.evaluate.measure.Numbers;
import org.medley.models.evaluate.measure.Thresholds;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Clusters;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.survival.HorizonWeights;

/**
 * Gaps between subgroups: the largest value of a group less the smallest. Demographic parity is of
 * alert rates, equal opportunity of sensitivities, equalised odds the larger of the gaps of
 * sensitivity and of false positive rate (Hardt, Price and Srebro, NeurIPS 2016), predictive parity
 * of positive predictive values, the calibration gap of mean label less mean risk. Groups with too
 * few outcomes or non-outcomes are left out. A gap is never negative, so its bootstrap interval
 * does not hold 0 even where groups are alike.
 */
public final class Gaps {
  private static final String METHOD = "largest less smallest of %d groups: %s";

  private Gaps() {}

  /** The gaps of one grouping; all not assessable with fewer than two groups to compare. */
  public static List<Metric> of(
      Predictions p, String grouping, List<String> values, EvaluateSettings settings) {
    return of(p, grouping, values, settings, weight -> weight);
  }

  /**
   * The same of risks of an event by a horizon: who was lost before it is stood for by others of
   * the group, by {@link HorizonWeights} that are fitted in each group.
   */
  public static List<Metric> of(
      AtHorizon at, String grouping, List<String> values, EvaluateSettings settings) {
    HorizonWeights weights = new HorizonWeights(at.p(), at.horizon());
    Predictions p =
        new Predictions(at.p().subject(), weights.labels(), at.p().risk(), at.p().weight());
    return of(p, grouping, values, settings, weights::of);
  }

  private static List<Metric> of(
      Predictions p,
      String grouping,
      List<String> values,
      EvaluateSettings settings,
      UnaryOperator<double[]> known) {
    Map<String, Predictions> parts = new TreeMap<>(Performance.parts(p, values));
    parts.values().removeIf(part -> !Performance.assessable(part, settings));
    List<String> kept = List.copyOf(parts.keySet());
    int[] group = values.stream().mapToInt(v -> v == null ? -1 : kept.indexOf(v)).toArray();
    Map<String, Estimate> gaps = new LinkedHashMap<>();
    if (kept.size() < 2) {
      gaps.put(
          "calibration_gap", Estimate.notAssessable("fewer than two groups with enough outcomes"));
    } else {
      gaps.putAll(measured(p, group, kept.size(), settings, known));
    }
    long n = parts.values().stream().mapToLong(Predictions::size).sum();
    long events = parts.values().stream().mapToLong(Predictions::events).sum();
    List<Metric> metrics = new ArrayList<>();
    gaps.forEach((name, gap) -> metrics.add(new Metric(grouping, name, gap, n, events)));
    return metrics;
  }

  private static Map<String, Estimate> measured(
      Predictions p,
      int[] group,
      int groups,
      EvaluateSettings settings,
      UnaryOperator<double[]> known) {
    Numbers numbers = new Numbers();
    numbers.replicate(
        "calibration_gap",
        METHOD.formatted(groups, "mean label less mean risk"),
        w ->
            gap(
                split(w, group, groups),
                part ->
                    Accuracy.prevalence(p.label(), known.apply(part))
                        - Accuracy.prevalence(p.score(), part)));
    for (double t : settings.thresholds()) {
      numbers.replicate(
          List.of(
              name("demographic_parity_gap", t, groups, "alert rate"),
              name("equal_opportunity_gap", t, groups, "sensitivity"),
              name("equalised_odds_gap", t, groups, "sensitivity, false positive rate"),
              name("predictive_parity_gap", t, groups, "positive predictive value")),
          w -> atThreshold(p, split(w, group, groups), t, known));
    }
    Clusters clusters = p.clusters();
    return numbers.finish(p.weight(), clusters, settings);
  }

  private static Numbers.Name name(String metric, double t, int groups, String of) {
    return new Numbers.Name(
        Thresholds.name(metric, t),
        METHOD.formatted(groups, of) + " at " + t,
        "a group has nobody to take a share of");
  }

  private static double[] atThreshold(
      Predictions p, double[][] parts, double t, UnaryOperator<double[]> known) {
    List<Confusion> cells = new ArrayList<>();
    List<Confusion> all = new ArrayList<>();
    for (double[] part : parts) {
      cells.add(Confusion.at(p.label(), p.score(), known.apply(part), t));
      all.add(Confusion.at(p.label(), p.score(), part, t));
    }
    double sensitivity = gap(cells, Confusion::sensitivity);
    return new double[] {
      gap(all, Confusion::alertRate),
      sensitivity,
      Math.max(sensitivity, gap(cells, Confusion::specificity)),
      gap(cells, Confusion::precision)
    };
  }

  private static double gap(List<Confusion> cells, ToDoubleFunction<Confusion> of) {
    double[] values = cells.stream().mapToDouble(of).toArray();
    return range(values);
  }

  private static double gap(double[][] parts, ToDoubleFunction<double[]> of) {
    double[] values = new double[parts.length];
    java.util.Arrays.setAll(values, g -> of.applyAsDouble(parts[g]));
    return range(values);
  }

  private static double range(double[] values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high - low;
  }

  /** For each group the weights of its samples, 0 for all others. */
  private static double[][] split(double[] weight, int[] group, int groups) {
    double[][] parts = new double[groups][weight.length];
    for (int i = 0; i < weight.length; i++) {
      if (group[i] >= 0) {
        parts[group[i]][i] = weight[i];
      }
    }
    return parts;
  }
}
