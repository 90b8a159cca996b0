package org.medley.models.evaluate.scale;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.medley.models.evaluate.Metric;
import org.medley.models.statistics.Estimate;

/** The numbers that are exact however many predictions there are. */
public final class AtScale {
  private static final long ROWS_OF_RANGE = 250_000;
  private static final long MOST_RANGES = 64;

  private AtScale() {}

  /**
   * {@code sampled} with AUROC, calibration line and calibration curve of everybody in place of
   * those of a sample.
   *
   * @param all every prediction
   * @param note added to the methods, such as how weights were made
   */
  public static List<Metric> exact(List<Metric> sampled, ScoredRows all, String note) {
    Row counts =
        all.rows().agg(count(lit(1)), count(when(col(ScoredRows.LABEL).gt(0.5), 1))).first();
    long n = counts.getLong(0);
    int ranges = (int) Math.min(MOST_RANGES, Math.max(1, n / ROWS_OF_RANGE));
    Map<String, Estimate> exact = new TreeMap<>();
    for (Metric metric : sampled) {
      if (metric.subgroup().equals(Metric.ALL)) {
        switch (metric.name()) {
          case "auroc" -> exact.put(metric.name(), AurocAtScale.estimate(all, ranges));
          case "calibration_intercept" ->
              exact.put(metric.name(), new CalibrationAtScale(all).inTheLarge());
          case "calibration_slope" -> {
            Estimate[] line = new CalibrationAtScale(all).line();
            exact.put("calibration_slope", line[0]);
            exact.put("calibration_line_intercept", line[1]);
          }
          case "ici" -> exact.putAll(CurveAtScale.estimates(all));
          default -> {}
        }
      }
    }
    List<Metric> metrics = new ArrayList<>();
    for (Metric metric : sampled) {
      Estimate estimate = metric.subgroup().equals(Metric.ALL) ? exact.get(metric.name()) : null;
      metrics.add(
          estimate == null
              ? metric
              : new Metric(Metric.ALL, metric.name(), noted(estimate, note), n, counts.getLong(1)));
    }
    return metrics;
  }

  private static Estimate noted(Estimate e, String note) {
    return new Estimate(e.value(), e.low(), e.high(), e.method() + note);
  }
}
