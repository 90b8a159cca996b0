package org.medley.models.effect.check;

import java.util.List;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;

/**
 * The preference score: the propensity of an arm among the two of a contrast, had both been equally
 * common (Walker et al, Comp Eff Res 2013;3:11).
 */
final class Preference {
  private final Contrast contrast;
  private final double odds;

  Preference(List<Scored> rows, Contrast contrast) {
    this.contrast = contrast;
    this.odds = people(rows, contrast.arm()) / people(rows, contrast.reference());
  }

  private static double people(List<Scored> rows, int arm) {
    return rows.stream()
        .filter(row -> row.unit().arm() == arm)
        .mapToDouble(row -> row.unit().sampling())
        .sum();
  }

  /** Whether the row is of either arm. */
  boolean covers(Scored row) {
    return row.unit().arm() == contrast.arm() || row.unit().arm() == contrast.reference();
  }

  /** The score of a row. */
  double of(Scored row) {
    return score(row.raw()[contrast.arm()], row.raw()[contrast.reference()]);
  }

  /** The score of those who have the arm with {@code propensity} and else the reference. */
  double at(double propensity) {
    return score(propensity, 1 - propensity);
  }

  private double score(double arm, double reference) {
    double ratio = arm / reference / odds;
    return Double.isInfinite(ratio) ? 1 : ratio / (1 + ratio);
  }
}
