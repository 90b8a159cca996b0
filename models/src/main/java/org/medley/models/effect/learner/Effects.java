package org.medley.models.effect.learner;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.medley.models.effect.fit.Predictor;
import org.medley.models.effect.unit.Unit;

/**
 * Individual effects as functions of the covariates, for each contrast, by the set of folds that
 * took no part in fitting them.
 */
public final class Effects implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<Integer, Predictor[]> byExclusion = new HashMap<>();
  private final List<LearnerChoice> choices = new ArrayList<>();
  private final int contrasts;

  Effects(int contrasts) {
    this.contrasts = contrasts;
  }

  /** No effects, where only averages are wanted. */
  public static Effects none() {
    return new Effects(0);
  }

  void put(int without, int contrast, Predictor effect) {
    byExclusion.computeIfAbsent(without, key -> new Predictor[contrasts])[contrast] = effect;
  }

  /** The effect for {@code contrast} by models without folds. */
  Predictor at(int without, int contrast) {
    return byExclusion.get(without)[contrast];
  }

  void chose(LearnerChoice choice) {
    choices.add(choice);
  }

  /** How learners were weighed, by contrast; empty where one was named. */
  public List<LearnerChoice> choices() {
    return List.copyOf(choices);
  }

  /**
   * The unit's effect for each contrast, by the model without its own fold; of a unit that was not
   * used to fit by the model of all.
   */
  public double[] of(Unit unit) {
    if (contrasts == 0) {
      return new double[0];
    }
    Predictor[] effects = byExclusion.get(unit.ownFold());
    double[] values = new double[contrasts];
    java.util.Arrays.setAll(values, c -> effects[c].at(unit.x()));
    return values;
  }
}
