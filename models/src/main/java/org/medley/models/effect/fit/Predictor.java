package org.medley.models.effect.fit;

import java.io.Serializable;

/** A fitted function of standardised covariates. */
@FunctionalInterface
public interface Predictor extends Serializable {
  /** The value at {@code x}. */
  double at(double[] x);
}
