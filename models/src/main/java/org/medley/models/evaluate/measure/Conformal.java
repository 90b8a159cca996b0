package org.medley.models.evaluate.measure;

import java.util.List;
import java.util.function.UnaryOperator;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.ConformalSets;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * How {@link ConformalSets} of nominally 90 percent did: the share that holds the true label, among
 * all and by label, their mean size, and the share that decides nothing. What is found is told, and
 * nothing promised of other people or later times.
 */
final class Conformal implements Measure<Predictions> {
  /** Metric: share of sets that hold the label. */
  static final String COVERAGE = "conformal_coverage_90";

  private static final double ALPHA = 0.1;

  /** The method in words. */
  static final String METHOD =
      "label-conditional split conformal sets, 1 - p(label), nominal 0.9, each half of the subjects"
          + " judged by the other";

  private final boolean group;

  private Conformal(boolean group) {
    this.group = group;
  }

  /** Of everybody: with too few outcomes a label is in every set, and the method says so. */
  static Conformal ofAll() {
    return new Conformal(false);
  }

  /** Of one group, by thresholds of its own; with too few outcomes it is not assessable. */
  static Conformal ofGroup() {
    return new Conformal(true);
  }

  @Override
  public void add(Predictions p, EvaluateSettings settings, Numbers numbers) {
    add(p, METHOD, w -> w, settings, numbers);
  }

  /**
   * The same.
   *
   * @param p weighted by what {@code weights} makes of the samples' own weights
   * @param how the method in words
   */
  void add(
      Predictions p,
      String how,
      UnaryOperator<double[]> weights,
      EvaluateSettings settings,
      Numbers numbers) {
    ConformalSets sets = ConformalSets.of(p, ALPHA, settings.seed());
    if (group && sets.full()) {
      numbers.put(
          COVERAGE, Estimate.notAssessable("too few outcomes or non-outcomes for a threshold"));
      return;
    }
    String method =
        how
            + (group ? ", thresholds of the group" : "")
            + (sets.full() ? "; too few to leave some label out of any set" : "");
    numbers.replicate(
        List.of(
            name(COVERAGE, method, "share that holds the label"),
            name("conformal_coverage_outcome_90", method, "the same of those with the outcome"),
            name("conformal_coverage_no_outcome_90", method, "the same of those without it"),
            name("conformal_set_size_90", method, "mean number of labels"),
            name("conformal_undecided_90", method, "share with both labels or none")),
        w -> new Shares(p.label(), sets).of(weights.apply(w)));
  }

  private static Numbers.Name name(String metric, String method, String what) {
    return new Numbers.Name(metric, what + "; " + method, "one class only");
  }

  /** The numbers for any weights, in one pass: they are asked for in every replicate. */
  @SuppressWarnings("ArrayRecordComponent") // a column, compared by no one
  private record Shares(double[] label, ConformalSets sets) {
    double[] of(double[] weight) {
      double[] total = new double[2];
      double[] held = new double[2];
      double labels = 0;
      double undecided = 0;
      for (int i = 0; i < weight.length; i++) {
        int own = label[i] > 0.5 ? 1 : 0;
        int size = sets.size(i);
        total[own] += weight[i];
        held[own] += sets.holds(i, own) ? weight[i] : 0;
        labels += size * weight[i];
        undecided += size == 1 ? 0 : weight[i];
      }
      double all = total[0] + total[1];
      return new double[] {
        (held[0] + held[1]) / all,
        held[1] / total[1],
        held[0] / total[0],
        labels / all,
        undecided / all
      };
    }
  }
}
