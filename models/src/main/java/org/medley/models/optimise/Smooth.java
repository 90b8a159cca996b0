package org.medley.models.optimise;

/** A convex function with a continuous gradient. Either method may trigger actions. */
public interface Smooth {
  /** The value at {@code x}; not finite where it cannot be computed. */
  double value(double[] x);

  /** The gradient at {@code x}, which is cheapest right after {@link #value} of the same point. */
  double[] gradient(double[] x);
}
