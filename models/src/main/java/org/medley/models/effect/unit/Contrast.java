package org.medley.models.effect.unit;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An arm against the reference.
 *
 * @param arm number of the arm
 * @param reference number of the arm that it is compared with
 */
public record Contrast(int arm, int reference) implements Serializable {
  /** Every other arm against {@code reference}, in the order of the arms. */
  public static List<Contrast> against(int reference, int arms) {
    return IntStream.range(0, arms)
        .filter(arm -> arm != reference)
        .mapToObj(arm -> new Contrast(arm, reference))
        .toList();
  }
}
