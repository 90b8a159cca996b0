package org.medley.models.effect.learner;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.models.effect.fit.BaseLearner;
import org.medley.models.effect.fit.BaseLearners;

/**
 * The registry of learners of individual effects: each learner over each base learner, and the one
 * that weighs them, over ridge.
 */
public final class EffectLearners {
  /** The one used where none is named. */
  public static final String STANDARD = "auto";

  private static final List<EffectLearner> LEARNERS =
      List.of(new SLearner(), new TLearner(), new XLearner(), new RLearner(), new DrLearner());

  private static final Map<String, Named> ALL = all();

  /**
   * A learner over a base learner.
   *
   * @param learner of effects
   * @param base of the regressions in it, and of the outcome models
   */
  public record Named(EffectLearner learner, BaseLearner base) {}

  private EffectLearners() {}

  private static Map<String, Named> all() {
    Map<String, Named> all = new LinkedHashMap<>();
    AutoLearner auto = new AutoLearner();
    all.put(auto.name(), new Named(auto, BaseLearners.all().get(0)));
    for (EffectLearner learner : LEARNERS) {
      for (BaseLearner base : BaseLearners.all()) {
        all.put(learner.name() + "-" + base.name(), new Named(learner, base));
      }
    }
    return all;
  }

  /** All names. */
  public static List<String> names() {
    return new ArrayList<>(ALL.keySet());
  }

  /**
   * The learner called {@code name}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Named named(String name) {
    Named found = ALL.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "There is no learner '%s'; there are %s.".formatted(name, String.join(", ", names())));
    }
    return found;
  }
}
