package org.medley.jobs.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.measure.Thresholds;

/** Numbers and curves of an evaluation as parts of a JSON document. What has no value is null. */
public final class MetricJson {
  private MetricJson() {}

  /** One number; the counts of a group that is not assessable are withheld. */
  public static Map<String, Object> metric(Metric metric) {
    Map<String, Object> entry = new LinkedHashMap<>();
    boolean all = metric.subgroup().equals(Metric.ALL);
    boolean hidden = !all && !metric.estimate().assessable();
    entry.put("metric", metric.name());
    entry.put("value", number(metric.estimate().value()));
    entry.put("low", number(metric.estimate().low()));
    entry.put("high", number(metric.estimate().high()));
    entry.put("n", hidden ? null : metric.n());
    entry.put("events", hidden ? null : metric.events());
    entry.put("method", metric.estimate().method());
    entry.put("group", all ? null : metric.subgroup());
    entry.put("threshold", threshold(metric));
    return entry;
  }

  private static Double threshold(Metric metric) {
    return Thresholds.of(metric.name()).stream().boxed().findFirst().orElse(null);
  }

  /** One curve with its estimator. */
  public static Map<String, Object> curve(Curve curve) {
    List<Map<String, Object>> points = new ArrayList<>();
    for (double[] point : curve.points()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < point.length; i++) {
        values.put(curve.columns().get(i), number(point[i]));
      }
      points.add(values);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("method", curve.method());
    entry.put("points", points);
    return entry;
  }

  /** The number; null where there is none. */
  public static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
