package org.medley.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Expected values: fitted(loess(y ~ x)) and fitted(loess(y ~ x, weights = w)) of R 4.2.2. */
class LoessTest {
  private static final double[] X = {
    0.1, 0.1, 0.15, 0.2, 0.2, 0.2, 0.25, 0.3, 0.35, 0.35, 0.4, 0.5, 0.5, 0.55, 0.6, 0.6, 0.7, 0.75,
    0.8, 0.9
  };
  private static final double[] Y = {0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1};

  @Test
  void curveThroughTiesIsThatOfR() {
    Loess curve = Loess.of(X, Y, repeated(1, 1));
    assertThat(curve.at(0.1)).isCloseTo(0.215071379396, within(1e-9));
    assertThat(curve.at(0.35)).isCloseTo(0.457565565362, within(1e-9));
    assertThat(curve.at(0.6)).isCloseTo(0.597848656542, within(1e-9));
    assertThat(curve.at(0.9)).isCloseTo(1.047636655254, within(1e-9));
  }

  @Test
  void weightedCurveIsThatOfR() {
    Loess curve = Loess.of(X, Y, repeated(1, 2, 0.5, 1.5));
    assertThat(curve.at(0.15)).isCloseTo(0.238597723693, within(1e-9));
    assertThat(curve.at(0.5)).isCloseTo(0.416105189371, within(1e-9));
    assertThat(curve.at(0.8)).isCloseTo(0.858691178064, within(1e-9));
  }

  @Test
  void orderAndPointsWithoutWeightDoNotMatter() {
    double[] backX = new double[X.length + 1];
    double[] backY = new double[X.length + 1];
    double[] weight = new double[X.length + 1];
    for (int i = 0; i < X.length; i++) {
      backX[X.length - i] = X[i];
      backY[X.length - i] = Y[i];
      weight[X.length - i] = 1;
    }
    backX[0] = 0.95;
    backY[0] = 1;
    assertThat(Loess.of(backX, backY, weight).at(0.6)).isCloseTo(0.597848656542, within(1e-9));
  }

  @Test
  void noCurveWhereNearlyAllShareOneX() {
    // R stops: zero-width neighborhood. make span bigger
    double[] x = X.clone();
    Arrays.fill(x, 2, 18, 0.5);
    assertThat(Loess.of(x, Y, repeated(1, 1))).isNull();
    Predictions p = Predictions.unweighted(Y, x);
    assertThat(new FlexibleCalibration(p).error(p.weight()).ici()).isNaN();
  }

  @Test
  void noCurveThroughOneX() {
    double[] x = new double[X.length];
    Arrays.fill(x, 0.25);
    assertThat(Loess.of(x, Y, repeated(1, 1))).isNull();
  }

  private static double[] repeated(double... weights) {
    double[] all = new double[X.length];
    Arrays.setAll(all, i -> weights[i % weights.length]);
    return all;
  }
}
