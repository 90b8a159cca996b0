package org.medley.models.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.evaluate.measure.Measure;
import org.medley.models.evaluate.measure.SurvivalMeasures;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.survival.Concordance;
import org.medley.models.statistics.survival.TimedPredictions;

/** The numbers of a set of predicted risks of an event in time as metrics; no Spark. */
public final class SurvivalPerformance {
  private SurvivalPerformance() {}

  /** The numbers of {@code measures} for everybody. */
  public static List<Metric> of(
      AtHorizon at, List<Measure<AtHorizon>> measures, EvaluateSettings settings) {
    return rows(Metric.ALL, SurvivalMeasures.of(at, measures, settings), at);
  }

  /**
   * The numbers of {@code measures} by value of a grouping. Samples without a value are not shown;
   * groups with too few events, or too few others, are not assessable.
   */
  public static List<Metric> subgroups(
      AtHorizon at,
      String grouping,
      List<String> values,
      List<Measure<AtHorizon>> measures,
      EvaluateSettings settings) {
    List<Metric> metrics = new ArrayList<>();
    TreeSet<String> distinct = new TreeSet<>();
    values.stream().filter(v -> v != null).forEach(distinct::add);
    for (String value : distinct) {
      boolean[] keep = new boolean[at.p().size()];
      for (int i = 0; i < keep.length; i++) {
        keep[i] = value.equals(values.get(i));
      }
      AtHorizon group = new AtHorizon(at.p().where(keep), at.horizon());
      metrics.addAll(rows(grouping + "=" + value, subgroup(group, measures, settings), group));
    }
    return metrics;
  }

  /** C of {@code others} and the difference to it, on the same samples. */
  public static List<Metric> compared(AtHorizon at, TimedPredictions others) {
    Concordance first = Concordance.of(at.p(), at.horizon(), Concordance.Pairs.ALIKE);
    Concordance second = Concordance.of(others, at.horizon(), Concordance.Pairs.ALIKE);
    Map<String, Estimate> found = new LinkedHashMap<>();
    String method = "Harrell's C, tau = " + at.horizon() + "; infinitesimal jackknife";
    if (Double.isNaN(first.value())) {
      found.put("concordance_difference", Estimate.notAssessable("no comparable pairs"));
    } else {
      found.put(
          "concordance_compared",
          Estimate.wald(second.value(), second.standardError(), method).within(0, 1));
      found.put(
          "concordance_difference",
          Estimate.wald(
              first.value() - second.value(),
              first.differenceError(second, at.p().clusters()),
              "score less compared; " + method));
    }
    return rows(Metric.ALL, found, at);
  }

  private static Map<String, Estimate> subgroup(
      AtHorizon group, List<Measure<AtHorizon>> measures, EvaluateSettings settings) {
    long events = group.events();
    if (Math.min(events, group.p().size() - events) >= settings.leastEvents()) {
      return SurvivalMeasures.of(group, measures, settings);
    }
    String reason = "fewer than " + settings.leastEvents() + " with, or without, the event";
    Map<String, Estimate> metrics = new LinkedHashMap<>();
    SurvivalMeasures.ofSmallGroups(measures)
        .forEach(name -> metrics.put(name, Estimate.notAssessable(reason)));
    return metrics;
  }

  private static List<Metric> rows(String subgroup, Map<String, Estimate> metrics, AtHorizon at) {
    List<Metric> rows = new ArrayList<>();
    metrics.forEach(
        (name, estimate) ->
            rows.add(new Metric(subgroup, name, estimate, at.p().size(), at.events())));
    return rows;
  }
}
