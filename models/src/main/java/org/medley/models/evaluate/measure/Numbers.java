package org.medley.models.evaluate.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Bootstrap;
import org.medley.models.statistics.Clusters;
import org.medley.models.statistics.Estimate;

/**
 * Collects the numbers of several measures. Those without an interval of their own share the
 * replicates of one bootstrap over subjects.
 */
public final class Numbers {
  private static final String BOOTSTRAP = "; percentile bootstrap over subjects";
  private static final String UNDEFINED = "one class only";

  private final Map<String, Estimate> estimates = new LinkedHashMap<>();
  private final List<Replicated> replicated = new ArrayList<>();

  /**
   * A number without an interval of its own.
   *
   * @param name of the metric
   * @param method its estimator in words
   * @param undefined why it may be NaN
   */
  public record Name(String name, String method, String undefined) {}

  private record Replicated(List<Name> names, Function<double[], double[]> statistic) {}

  /** Adds a finished number. */
  public void put(String name, Estimate estimate) {
    estimates.put(name, estimate);
  }

  /** Adds a function of the samples' weights, whose interval is bootstrapped. */
  public void replicate(String name, String method, ToDoubleFunction<double[]> statistic) {
    replicate(
        List.of(new Name(name, method, UNDEFINED)),
        weight -> new double[] {statistic.applyAsDouble(weight)});
  }

  /** Adds several numbers that one function of the samples' weights gives. */
  public void replicate(List<Name> names, Function<double[], double[]> statistic) {
    names.forEach(name -> estimates.put(name.name(), null));
    replicated.add(new Replicated(names, statistic));
  }

  /** All numbers in the order in which they were added. */
  public Map<String, Estimate> finish(
      double[] weight, Clusters clusters, EvaluateSettings settings) {
    if (!replicated.isEmpty()) {
      double[] values = values(weight);
      int replicates = settings.replicatesOf(weight.length);
      double[][] ends =
          clusters.count() < 2
              ? new double[values.length][]
              : Bootstrap.intervals(weight, clusters, this::values, replicates, settings.seed());
      int i = 0;
      for (Replicated each : replicated) {
        for (Name name : each.names()) {
          estimates.put(name.name(), estimate(name, values[i], ends[i], replicates));
          i++;
        }
      }
    }
    return estimates;
  }

  private static Estimate estimate(Name name, double value, double[] ends, int replicates) {
    if (!Double.isFinite(value)) {
      return Estimate.notAssessable(name.undefined());
    }
    return ends == null
        ? Estimate.of(value, name.method() + "; no interval, one subject only")
        : new Estimate(
            value, ends[0], ends[1], name.method() + BOOTSTRAP + ", " + replicates + " replicates");
  }

  private double[] values(double[] weight) {
    return replicated.stream()
        .flatMapToDouble(each -> java.util.Arrays.stream(each.statistic().apply(weight)))
        .toArray();
  }
}
