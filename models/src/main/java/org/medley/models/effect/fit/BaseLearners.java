package org.medley.models.effect.fit;

import java.util.List;

/** The registry of base learners. */
public final class BaseLearners {
  private static final List<BaseLearner> ALL =
      List.of(new Ridge(), new Forest(), new BoostedTrees());

  private BaseLearners() {}

  /** All of them. */
  public static List<BaseLearner> all() {
    return ALL;
  }
}
