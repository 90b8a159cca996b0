package org.medley.models.effect.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.statistics.Estimate;

/** The p of arms that are drawn again. */
class RedrawnTest {
  private static final Contrast CONTRAST = new Contrast(1, 0);
  private static final int STUDIES = 100;

  @Test
  void withoutEffectPIsUniform() {
    int below = 0;
    double sum = 0;
    for (int seed = 0; seed < STUDIES; seed++) {
      double p = check(0, 0.01, seed).value();
      below += p <= 0.25 ? 1 : 0;
      sum += p / STUDIES;
    }
    assertThat(below).isBetween(12, 38);
    assertThat(sum).isBetween(0.4, 0.6);
  }

  @Test
  void anEffectIsFoundAndAnIntervalThatIsTooNarrowFails() {
    Check real = check(1, 0.1, 3);
    assertThat(real.value()).isLessThan(0.03);
    assertThat(real.state()).isEqualTo(Check.State.PASS);
    List<Check.State> states = new ArrayList<>();
    for (int seed = 0; seed < 20; seed++) {
      Check none = check(0, 1e-6, seed);
      states.add(none.state());
      assertThat(none.state() == Check.State.FAIL).isEqualTo(none.value() >= 0.2);
    }
    assertThat(states).contains(Check.State.FAIL);
  }

  /** A study of an effect whose standard error is claimed to be {@code error}. */
  private static Check check(double effect, double error, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Scored> rows = new ArrayList<>();
    double treated = 0;
    for (int i = 0; i < 200; i++) {
      double p = 0.3 + 0.4 * random.nextDouble();
      int arm = random.nextDouble() < p ? 1 : 0;
      double y = effect * arm + 2 * random.nextDouble() - 1;
      double[] share = {1 - p, p};
      Unit unit = new Unit(i, i, arm, i % 5, y, 1, new double[0]);
      double[] mean = {0, effect};
      rows.add(new Scored(unit, share, share, mean, new double[] {effect}));
      treated += rows.get(i).score(CONTRAST) / 200;
    }
    AverageEffect average =
        new AverageEffect(CONTRAST, Estimate.wald(treated, error, ""), error, List.of());
    return new Redrawn()
        .of(
            new DesignInput(
                List.of("a", "b"),
                Estimand.ATE,
                List.of(),
                new ScoredSample(rows, rows.size()),
                List.of(average),
                List.of(),
                1,
                false,
                0.05,
                List.of(),
                100,
                seed,
                0));
  }
}
