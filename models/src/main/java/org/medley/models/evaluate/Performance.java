package org.medley.models.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.medley.models.evaluate.measure.Measure;
import org.medley.models.evaluate.measure.Measures;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** The numbers of a set of predictions as metrics; no Spark. */
public final class Performance {
  private Performance() {}

  /**
   * What the night measures of {@code p}, whose scores are risks. With one class only, what needs
   * both is not assessable.
   */
  public static List<Metric> of(Predictions p, EvaluateSettings settings) {
    return of(p, Measures.NIGHT, settings);
  }

  /** Discrimination only, for scores that are not calibrated risks. */
  public static List<Metric> discrimination(Predictions p, EvaluateSettings settings) {
    return of(p, Measures.RANKING, settings);
  }

  /** The numbers of {@code measures} for everybody. */
  public static List<Metric> of(
      Predictions p, List<Measure<Predictions>> measures, EvaluateSettings settings) {
    return rows(Metric.ALL, Measures.of(p, measures, settings), p);
  }

  /** {@link Measures#NIGHT_SUBGROUP} by value of a grouping. */
  public static List<Metric> subgroups(
      Predictions p, String grouping, List<String> values, EvaluateSettings settings) {
    return subgroups(p, grouping, values, Measures.NIGHT_SUBGROUP, settings);
  }

  /**
   * The numbers of {@code measures} by value of a grouping. Members without a value are not shown;
   * groups with too few outcomes or non-outcomes are not assessable.
   */
  public static List<Metric> subgroups(
      Predictions p,
      String grouping,
      List<String> values,
      List<Measure<Predictions>> measures,
      EvaluateSettings settings) {
    List<Metric> metrics = new ArrayList<>();
    parts(p, values)
        .forEach(
            (value, group) ->
                metrics.addAll(
                    rows(grouping + "=" + value, subgroup(group, measures, settings), group)));
    return metrics;
  }

  /** The samples of each value, in the order of the values; those without one are in none. */
  static Map<String, Predictions> parts(Predictions p, List<String> values) {
    TreeSet<String> distinct = new TreeSet<>();
    values.stream().filter(v -> v != null).forEach(distinct::add);
    Map<String, Predictions> parts = new LinkedHashMap<>();
    for (String value : distinct) {
      boolean[] keep = new boolean[p.size()];
      for (int i = 0; i < keep.length; i++) {
        keep[i] = value.equals(values.get(i));
      }
      parts.put(value, p.where(keep));
    }
    return parts;
  }

  /** Whether a subgroup has outcomes and non-outcomes enough. */
  static boolean assessable(Predictions p, EvaluateSettings settings) {
    return Math.min(p.events(), p.size() - p.events()) >= settings.leastEvents();
  }

  private static Map<String, Estimate> subgroup(
      Predictions p, List<Measure<Predictions>> measures, EvaluateSettings settings) {
    if (assessable(p, settings)) {
      return Measures.of(p, measures, settings);
    }
    String reason = "fewer than " + settings.leastEvents() + " outcomes or non-outcomes";
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    metrics.put("auroc", Estimate.notAssessable(reason));
    metrics.put("observed_expected", Estimate.notAssessable(reason));
    return metrics;
  }

  private static List<Metric> rows(String subgroup, Map<String, Estimate> metrics, Predictions p) {
    List<Metric> rows = new ArrayList<>();
    metrics.forEach(
        (name, estimate) -> rows.add(new Metric(subgroup, name, estimate, p.size(), p.events())));
    return rows;
  }
}
