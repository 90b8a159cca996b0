package org.medley.models.external;

import java.util.List;
import java.util.Optional;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.Metric;

/**
 * A model as it is or after one update, judged on the members of another data set. What was fitted
 * on these members is judged on risks that were fitted without the subject's fold.
 *
 * @param kind the update
 * @param fitted the recalibration on all members; empty: none
 * @param metrics its numbers; empty: it could not be fitted
 * @param curves its calibration curve; empty: there is none
 * @param reason why it could not be fitted, as a sentence; empty: it was
 */
public record Variant(
    UpdateKind kind,
    Optional<Recalibration> fitted,
    List<Metric> metrics,
    List<Curve> curves,
    String reason) {
  /** Copies the lists. */
  public Variant {
    metrics = List.copyOf(metrics);
    curves = List.copyOf(curves);
  }

  /** An update that could not be fitted. */
  static Variant failed(UpdateKind kind, String reason) {
    return new Variant(kind, Optional.empty(), List.of(), List.of(), reason);
  }

  /** Whether there is such a model. */
  public boolean exists() {
    return reason.isEmpty();
  }

  /** The number {@code metric} of everybody; empty: it is missing or not assessable. */
  public Optional<Metric> overall(String metric) {
    return metrics.stream()
        .filter(each -> each.subgroup().equals(Metric.ALL) && each.name().equals(metric))
        .filter(each -> each.estimate().assessable())
        .findFirst();
  }
}
