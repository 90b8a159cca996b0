package org.medley.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medley.jobs.control.Json;
import org.medley.jobs.evaluate.Evaluation;
import org.medley.jobs.evaluate.MetricJson;

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
    document.put("metrics", evaluation.metrics().stream().map(MetricJson::metric).toList());
    Map<String, Object> curves = new LinkedHashMap<>();
    evaluation.curves().forEach(curve -> curves.put(curve.name(), MetricJson.curve(curve)));
    document.put("curves", curves);
    return Json.write(document);
  }
}
