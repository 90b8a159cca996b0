package org.medley.models.effect.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;

class OverlapPlotTest {
  /** Walker 2013: where a third is treated, a propensity of a third is a preference of a half. */
  @Test
  void thePreferenceScoreTakesOutHowCommonAnArmIs() {
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      double p = i < 15 ? 1 / 3.0 : 0.9;
      double[] share = {1 - p, p};
      Unit unit = new Unit(i, i, i % 3 == 0 ? 1 : 0, 0, 0, 1, new double[0]);
      rows.add(new Scored(unit, share, share, new double[2], new double[1]));
    }
    Contrast contrast = new Contrast(1, 0);
    assertThat(new Preference(rows, contrast).of(rows.get(0))).isCloseTo(0.5, within(1e-12));
    OverlapPlot plot = OverlapPlot.of(new ScoredSample(rows, 30), List.of(contrast), 0.05).get(0);
    assertThat(plot.bins()).hasSize(20);
    assertThat(plot.bins().stream().mapToDouble(OverlapPlot.Bin::arm).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(plot.bins().stream().filter(bin -> bin.arm() > 0)).hasSize(2);
    assertThat(plot.bins().get(18).reference()).isCloseTo(0.5, within(1e-12));
    assertThat(plot.bins().get(18).referenceRows()).isEqualTo(10);
    assertThat(plot.bins().get(18).armRows()).isEqualTo(5);
    assertThat(plot.equipoise()).as("the half with a preference of a half").isEqualTo(0.5);
    assertThat(plot.lowest()).as("odds of 1 to 19, times 2").isCloseTo(2 / 21.0, within(1e-12));
    assertThat(plot.highest()).as("odds of 19, times 2").isCloseTo(38 / 39.0, within(1e-12));
  }
}
