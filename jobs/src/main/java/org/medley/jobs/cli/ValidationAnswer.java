package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;

/**
 * An external validation on the screen, from its JSON document.
 *
 * @param options of the command
 */
record ValidationAnswer(Options options) {
  private static final List<String> METRICS =
      List.of("auroc", "observed_expected", "calibration_intercept", "calibration_slope", "ici");

  /** Prints who was judged, how the models did, and what is recommended. */
  void print(Map<?, ?> document) {
    Map<?, ?> data = (Map<?, ?>) document.get("data");
    Map<?, ?> flow = (Map<?, ?>) document.get("flow");
    Map<?, ?> covariates = (Map<?, ?>) document.get("covariates");
    Streams.answer()
        .printf(
            "Model %s on %s: %s members, %s with the outcome; %s of %s covariates absent there.%n",
            document.get("model_version"),
            data.get("name"),
            shown(flow.get("samples")),
            shown(flow.get("events")),
            covariates.get("absent"),
            covariates.get("model"));
    List<Column> columns = new ArrayList<>(List.of(new Column("model", "string")));
    METRICS.forEach(metric -> columns.add(new Column(metric, "double")));
    List<List<Object>> rows = new ArrayList<>();
    for (Object model : (List<?>) document.get("models")) {
      rows.add(row((Map<?, ?>) model));
    }
    Streams.print(options, Rows.all(columns, rows));
    ((List<?>) document.get("notes")).forEach(Streams.answer()::println);
    Map<?, ?> closed = (Map<?, ?>) document.get("closed_testing");
    Streams.answer().printf("Recommended: %s. %s%n", closed.get("recommended"), tests(closed));
  }

  private static List<Object> row(Map<?, ?> model) {
    List<Object> row = new ArrayList<>();
    row.add(model.get("update"));
    for (String name : METRICS) {
      Object value = null;
      for (Object each : (List<?>) model.get("metrics")) {
        Map<?, ?> metric = (Map<?, ?>) each;
        if (name.equals(metric.get("metric")) && metric.get("group") == null) {
          value = metric.get("value");
        }
      }
      row.add(value);
    }
    return row;
  }

  private static String tests(Map<?, ?> closed) {
    List<String> tests = new ArrayList<>();
    for (Object each : (List<?>) closed.get("tests")) {
      Map<?, ?> test = (Map<?, ?>) each;
      tests.add(
          "%s against %s: p %s"
              .formatted(test.get("larger"), test.get("smaller"), p(test.get("p"))));
    }
    String note = String.valueOf(closed.get("note"));
    return String.join("; ", tests) + "." + (note.isEmpty() ? "" : " " + note + ".");
  }

  private static String p(Object p) {
    return p instanceof Number number
        ? String.format(
            Locale.ROOT, number.doubleValue() < 1e-4 ? "%.0e" : "%.4f", number.doubleValue())
        : "not known";
  }

  private static Object shown(Object count) {
    return count == null ? "few" : count;
  }
}
