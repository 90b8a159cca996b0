package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.control.Json;
import org.medley.jobs.evaluate.Evaluation;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.measure.Thresholds;

/** An evaluation as one JSON document. What has no value is null. */
final class EvaluateJson {
  private EvaluateJson() {}

  /** The document. */
  static String of(Evaluation evaluation) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("outcome", evaluation.outcome());
    document.put("rows", evaluation.rows());
    document.put("n", evaluation.n());
    document.put("events", evaluation.events());
    document.put("subjects", evaluation.subjects());
    document.put("excluded", evaluation.excluded());
    document.put("notes", evaluation.notes());
    document.put("metrics", evaluation.metrics().stream().map(EvaluateJson::metric).toList());
    Map<String, Object> curves = new LinkedHashMap<>();
    evaluation.curves().forEach(curve -> curves.put(curve.name(), curve(curve)));
    document.put("curves", curves);
    return Json.write(document);
  }

  /** One number; that of a subgroup which is not assessable does not tell its size. */
  static Map<String, Object> metric(Metric metric) {
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

  private static Map<String, Object> curve(Curve curve) {
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

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
