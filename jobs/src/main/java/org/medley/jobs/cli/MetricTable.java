package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.models.evaluate.Metric;

/** Metrics as a table; what is not assessable has no value, and long methods are cut. */
final class MetricTable {
  private static final int METHOD = 60;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("metric", "string"),
          new Column("group", "string"),
          new Column("value", "double"),
          new Column("low", "double"),
          new Column("high", "double"),
          new Column("method", "string"));

  private MetricTable() {}

  static Rows of(List<Metric> metrics) {
    List<List<Object>> rows = new ArrayList<>();
    for (Metric metric : metrics) {
      String method = metric.estimate().method();
      rows.add(
          Arrays.asList(
              metric.name(),
              metric.subgroup(),
              number(metric.estimate().value()),
              number(metric.estimate().low()),
              number(metric.estimate().high()),
              method.length() > METHOD ? method.substring(0, METHOD) + "…" : method));
    }
    return Rows.all(COLUMNS, rows);
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
