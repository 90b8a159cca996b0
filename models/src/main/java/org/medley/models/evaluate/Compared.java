package org.medley.models.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** Two scores of the same samples, compared by their AUROC. */
public final class Compared {
  private Compared() {}

  /**
   * AUROC of {@code others}, the difference to it, and the z and p value of the paired test of
   * DeLong, DeLong and Clarke-Pearson (Biometrics 1988;44:837), by subject where samples repeat.
   */
  public static List<Metric> of(Predictions p, double[] others) {
    Auroc.Comparison found = Auroc.compare(p, others);
    List<Metric> metrics = new ArrayList<>();
    metrics.add(row("auroc_compared", Auroc.estimate(p.withScores(others)), p));
    String test = "paired DeLong 1988" + (p.clusters().repeated() ? " by subject" : "");
    metrics.add(
        row(
            "auroc_difference",
            Double.isNaN(found.difference())
                ? Estimate.notAssessable("one class only")
                : Estimate.wald(
                    found.difference(), found.standardError(), "score less compared; " + test),
            p));
    boolean same = Double.isNaN(found.z());
    String alike = "both scores rank alike, or a class is missing";
    metrics.add(
        row(
            "auroc_difference_z",
            same ? Estimate.notAssessable(alike) : Estimate.of(found.z(), test + ", z"),
            p));
    metrics.add(
        row(
            "auroc_difference_p",
            same ? Estimate.notAssessable(alike) : Estimate.of(found.p(), test + ", two-sided p"),
            p));
    return metrics;
  }

  private static Metric row(String name, Estimate estimate, Predictions p) {
    return new Metric(Metric.ALL, name, estimate, p.size(), p.events());
  }
}
