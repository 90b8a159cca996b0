package org.medley.models.effect.fit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sets of folds to leave out, as bits. */
public final class Exclusions {
  private Exclusions() {}

  /** Nothing, then each fold alone. */
  public static List<Integer> single(int folds) {
    List<Integer> all = new ArrayList<>(List.of(0));
    for (int fold = 0; fold < folds; fold++) {
      all.add(1 << fold);
    }
    return all;
  }

  /** As {@link #single}, then each pair of folds. */
  public static List<Integer> upToPairs(int folds) {
    List<Integer> all = single(folds);
    for (int a = 0; a < folds; a++) {
      for (int b = 0; b < a; b++) {
        all.add(1 << a | 1 << b);
      }
    }
    return all;
  }

  /**
   * {@code exclusions}, then each with one fold more, by which they are validated, unless no fold
   * would be left.
   */
  static List<Integer> nested(List<Integer> exclusions, int folds) {
    Set<Integer> all = new LinkedHashSet<>(exclusions);
    for (int without : exclusions) {
      for (int fold = 0; fold < folds; fold++) {
        int more = without | 1 << fold;
        if (Integer.bitCount(more) < folds) {
          all.add(more);
        }
      }
    }
    return List.copyOf(all);
  }
}
