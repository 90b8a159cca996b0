package org.medley.models.effect.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SystematicErrorTest {
  @Test
  void findsTheDistributionThatControlsWereDrawnFrom() {
    Random random = new Random(3);
    List<LogRatio> controls = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      double error = 0.1 + 0.2 * random.nextDouble();
      double value = 0.2 + 0.3 * random.nextGaussian() + error * random.nextGaussian();
      controls.add(new LogRatio(value, error));
    }
    SystematicError found = SystematicError.of(controls);
    assertThat(found.mean()).isCloseTo(0.2, within(0.03));
    assertThat(found.deviation()).isCloseTo(0.3, within(0.03));
    assertThat(found.expectedAbsolute()).isCloseTo(simulated(0.2, 0.3), within(0.03));
    var calibrated = found.calibrated(new LogRatio(1, 0.1));
    assertThat(calibrated.value()).isCloseTo(0.8, within(0.03));
    assertThat(calibrated.high() - calibrated.low())
        .isCloseTo(2 * 1.96 * Math.sqrt(0.01 + 0.09), within(0.1));
  }

  @Test
  void controlsThatAgreeHaveNoSpread() {
    SystematicError found =
        SystematicError.of(
            List.of(new LogRatio(0.01, 0.2), new LogRatio(-0.01, 0.2), new LogRatio(0, 0.2)));
    assertThat(found.deviation()).isZero();
    assertThat(found.expectedAbsolute()).isCloseTo(0, within(1e-9));
  }

  @Test
  void twoControlsAreTooFew() {
    SystematicError found =
        SystematicError.of(
            List.of(new LogRatio(1, 1), new LogRatio(2, 1), new LogRatio(Double.NaN, 1)));
    assertThat(found.expectedAbsolute()).isNaN();
    assertThat(found.calibrated(new LogRatio(1, 1)).method()).contains("not assessable");
  }

  private static double simulated(double mean, double deviation) {
    Random random = new Random(5);
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      sum += Math.abs(mean + deviation * random.nextGaussian());
    }
    return sum / 100_000;
  }
}
