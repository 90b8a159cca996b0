package org.medley.models.drift;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One covariate of a model among tonight's members against the members that it was fitted to.
 *
 * @param index in the model's vocabulary
 * @param item its name, and its unit in brackets where it has one
 * @param importance share of the model's contributions to the log odds that it carries, 0 to 1
 * @param psi of its bins
 * @param before the index on the night before with the same model; empty: there was none
 */
public record CovariateDrift(
    int index, String item, double importance, Psi psi, OptionalDouble before) {
  /** Level of the sampling bound, and one less the false discovery rate over all covariates. */
  public static final double LEVEL = 0.999;

  /** The same covariate with what the night before said of it. */
  public CovariateDrift after(OptionalDouble night) {
    return new CovariateDrift(index, item, importance, psi, night);
  }

  /** Those whose index is above {@code limit} and cannot be sampling alone. */
  public static List<CovariateDrift> above(List<CovariateDrift> all, double limit) {
    boolean[] discovered =
        Discoveries.of(all.stream().map(each -> each.psi.p()).toList(), 1 - LEVEL);
    return IntStream.range(0, all.size())
        .filter(i -> discovered[i] && all.get(i).psi.value() > limit)
        .mapToObj(all::get)
        .toList();
  }

  /** What they carry together, 0 to 1. */
  public static double importance(List<CovariateDrift> some) {
    return some.stream().mapToDouble(CovariateDrift::importance).sum();
  }
}
