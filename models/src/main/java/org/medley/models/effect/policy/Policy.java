package org.medley.models.effect.policy;

import java.io.Serializable;
import java.util.List;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;

/**
 * The policy of the largest predicted benefit: the reference unless an arm is predicted to be
 * better.
 *
 * @param contrasts of the predicted effects
 * @param higherIsBetter whether more of the outcome is a benefit
 * @param bound an arm less likely than this is not recommended for or against
 */
public record Policy(List<Contrast> contrasts, boolean higherIsBetter, double bound)
    implements Serializable {
  /** Copies the list. */
  public Policy {
    contrasts = List.copyOf(contrasts);
  }

  /** The number of the arm. */
  public int best(Scored row) {
    int best = reference();
    double most = 0;
    for (int c = 0; c < contrasts.size(); c++) {
      double benefit = higherIsBetter ? row.effect()[c] : -row.effect()[c];
      if (benefit > most) {
        most = benefit;
        best = contrasts.get(c).arm();
      }
    }
    return best;
  }

  /** Whether nothing is recommended, as an arm that is compared is too unlikely. */
  public boolean abstains(Scored row) {
    return contrasts.stream().anyMatch(contrast -> row.unlikely(contrast, bound));
  }

  /** How much better {@code arm} is than {@code other} by the doubly robust scores of a row. */
  public double gain(Scored row, int arm, int other) {
    double difference = arm == other ? 0 : row.score(arm) - row.score(other);
    return higherIsBetter ? difference : -difference;
  }

  /** The number of the arm that others are compared with. */
  public int reference() {
    return contrasts.get(0).reference();
  }
}
