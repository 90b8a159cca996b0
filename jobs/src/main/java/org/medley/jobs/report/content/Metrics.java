package org.medley.jobs.report.content;

import java.util.Map;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.text.Numbers;

/** What metrics are called and how they read. An unknown metric keeps its own name. */
public final class Metrics {
  private static final Map<String, Words> KNOWN =
      Map.ofEntries(
          Map.entry("auroc", new Words("AUROC", "0.5 is chance, 1 is perfect ranking")),
          Map.entry("auprc", new Words("AUPRC", "chance is the share of outcomes")),
          Map.entry("brier", new Words("Brier score", "0 is perfect")),
          Map.entry(
              "scaled_brier", new Words("Scaled Brier score", "0 is no better than the average")),
          Map.entry(
              "calibration_intercept",
              new Words("Calibration intercept", "0 is ideal; above 0, risks are too low")),
          Map.entry(
              "calibration_slope",
              new Words("Calibration slope", "1 is ideal; below 1, risks are too extreme")),
          Map.entry(
              "calibration_line_intercept",
              new Words("Intercept of that line", "0 is ideal where the slope is 1")),
          Map.entry("log_loss", new Words("Log loss", "0 is perfect")),
          Map.entry("prevalence", new Words("Share with the outcome", "among the test members")),
          Map.entry(
              "unknown_label_share",
              new Words("Unknown outcomes", "share of test members, handled by weights")),
          Map.entry("observed_expected", new Words("Observed / expected", "1 is ideal")),
          Map.entry(
              "conformal_coverage_90",
              new Words("Conformal coverage", "share of sets that hold the truth; 0.9 is meant")),
          Map.entry(
              "conformal_coverage_outcome_90",
              new Words("Coverage, outcome", "of those who have it; 0.9 is meant")),
          Map.entry(
              "conformal_coverage_no_outcome_90",
              new Words("Coverage, no outcome", "of those who do not; 0.9 is meant")),
          Map.entry(
              "conformal_set_size_90",
              new Words("Conformal set size", "1 is a clear answer, 2 says nothing")),
          Map.entry(
              "conformal_undecided_90",
              new Words("Left undecided", "share of sets with both answers or none")),
          Map.entry(
              "survival_bound_coverage_90",
              new Words("Time bound, coverage", "share not reached by then; 0.9 is meant")),
          Map.entry(
              "survival_bound_mean_90", new Words("Time bound, mean", "days free of the outcome")),
          Map.entry(
              "survival_bound_horizon_90",
              new Words("Time bound, whole window", "share bounded only by the window's end")),
          Map.entry("ici", new Words("Integrated calibration index", "0 is ideal")),
          Map.entry("e50", new Words("E50", "median calibration error; 0 is ideal")),
          Map.entry("e90", new Words("E90", "90th percentile of it; 0 is ideal")),
          Map.entry("emax", new Words("Emax", "largest calibration error; 0 is ideal")));
  private static final int DECIMALS = 2;
  private static final int FINE_DECIMALS = 3;

  private Metrics() {}

  /** What the metric is called. */
  public static String name(String metric) {
    Words words = KNOWN.get(metric);
    return words == null ? metric : words.name;
  }

  /** How to read the metric; empty where that is not known. */
  public static String meaning(String metric) {
    Words words = KNOWN.get(metric);
    return words == null ? "" : words.meaning;
  }

  /** The value and its interval, {@code 0.63 (0.57 to 0.69)}. */
  public static String text(Evaluation row) {
    String value = value(row);
    return row.interval() ? value + " (" + interval(row) + ")" : value;
  }

  /** The value, or {@code not assessable}. */
  public static String value(Evaluation row) {
    return row.value().isPresent()
        ? Numbers.decimal(row.value().getAsDouble(), decimals(row.metric()))
        : "not assessable";
  }

  /** The interval, {@code 0.57 to 0.69}; empty where there is none. */
  public static String interval(Evaluation row) {
    int decimals = decimals(row.metric());
    return row.interval()
        ? Numbers.decimal(row.low().getAsDouble(), decimals)
            + " to "
            + Numbers.decimal(row.high().getAsDouble(), decimals)
        : "";
  }

  private static int decimals(String metric) {
    return metric.endsWith("brier") || metric.equals("ici") || metric.matches("e[59]0|emax")
        ? FINE_DECIMALS
        : DECIMALS;
  }

  private record Words(String name, String meaning) {}
}
