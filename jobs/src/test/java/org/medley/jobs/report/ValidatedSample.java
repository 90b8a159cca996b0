package org.medley.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.content.ReportData;

/** What a report says of a model that was validated on the data set {@code east}. */
public final class ValidatedSample {
  private ValidatedSample() {}

  /** The released sample with an external validation of its model. */
  public static ReportData report() {
    ReportData data = Sample.released();
    List<Evaluation> rows = new ArrayList<>(data.performance().evaluations());
    rows.add(external("all", "auroc", 0.61, 0.56, 0.66, 812, 214, "DeLong"));
    rows.add(external("sex=female", "auroc", 0.60, 0.53, 0.67, 412, 110, "DeLong"));
    List.of(
            "data=a lake",
            "tester=ann, today",
            "process=by name",
            "comparison=they differ",
            "update=recommends refit")
        .forEach(
            each -> {
              String[] parts = each.split("=");
              rows.add(
                  external(
                      "all",
                      "about_" + parts[0],
                      Double.NaN,
                      Double.NaN,
                      Double.NaN,
                      812,
                      214,
                      parts[1]));
            });
    return new ReportData(
        data.release(),
        data.task(),
        data.intake(),
        data.cohort(),
        data.audit(),
        data.model(),
        new Performance(rows, data.performance().calibration(), data.performance().netBenefit()),
        data.scores(),
        data.run());
  }

  private static Evaluation external(
      String subgroup,
      String metric,
      double value,
      double low,
      double high,
      long members,
      long events,
      String method) {
    return new Evaluation(
        "external:east",
        subgroup,
        metric,
        optional(value),
        optional(low),
        optional(high),
        members,
        events,
        method);
  }

  private static OptionalDouble optional(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
