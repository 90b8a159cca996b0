package org.medley.models.optimise;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * Limited-memory quasi-Newton minimisation of a smooth function plus a weighted lasso, by OWL-QN
 * (Andrew and Gao, ICML 2007); without lasso it is L-BFGS (Liu and Nocedal, Math Program
 * 1989;45:503) with backtracking.
 */
public final class QuasiNewton {
  private static final int MEMORY = 10;
  private static final int MOST_STEPS = 500;
  private static final int MOST_HALVINGS = 40;
  private static final double TOLERANCE = 1e-9;
  private static final double ROUNDING_TOLERANCE = 1e-6;
  private static final double ROUNDING = 1e-14;
  private static final double SUFFICIENT = 1e-4;

  private final Smooth smooth;
  private final double[] lasso;
  private final double tolerance;
  private final Deque<Pair> memory = new ArrayDeque<>();

  /** A step with the change of the gradient along it. */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  private record Pair(double[] step, double[] change, double curvature) {}

  private QuasiNewton(Smooth smooth, double[] lasso, double tolerance) {
    this.smooth = smooth;
    this.lasso = lasso;
    this.tolerance = tolerance;
  }

  /**
   * The minimum of {@code smooth} plus the sum of {@code lasso} times the absolute arguments.
   *
   * @param start where to begin; not changed
   * @param lasso weight of each argument, 0 or more
   */
  public static Optimum minimise(Smooth smooth, double[] start, double[] lasso) {
    return minimise(smooth, start, lasso, TOLERANCE);
  }

  /** As {@link #minimise(Smooth, double[], double[])}, until no slope is above a tolerance. */
  public static Optimum minimise(Smooth smooth, double[] start, double[] lasso, double tolerance) {
    return new QuasiNewton(smooth, lasso, tolerance).run(start.clone());
  }

  private Optimum run(double[] start) {
    double[] x = start;
    double value = total(x);
    double[] gradient = smooth.gradient(x);
    double[] slope = pseudo(x, gradient);
    for (int step = 0; step < MOST_STEPS && largest(slope) > tolerance; step++) {
      double[] next = searched(x, value, slope);
      if (next == null && !memory.isEmpty()) {
        memory.clear();
        next = searched(x, value, slope);
      }
      if (next == null) {
        return new Optimum(
            x, value, largest(slope), largest(slope) <= Math.max(ROUNDING_TOLERANCE, tolerance));
      }
      value = total(next);
      double[] after = smooth.gradient(next);
      remember(minus(next, x), minus(after, gradient));
      x = next;
      gradient = after;
      slope = pseudo(x, gradient);
    }
    return new Optimum(x, value, largest(slope), largest(slope) <= tolerance);
  }

  private double total(double[] x) {
    double sum = smooth.value(x);
    for (int j = 0; j < x.length; j++) {
      sum += lasso[j] * Math.abs(x[j]);
    }
    return sum;
  }

  /** The steepest one-sided derivatives: zero where neither direction goes down. */
  private double[] pseudo(double[] x, double[] gradient) {
    double[] slope = gradient.clone();
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        slope[j] += lasso[j] * Math.signum(x[j]);
      } else if (gradient[j] + lasso[j] < 0) {
        slope[j] += lasso[j];
      } else if (gradient[j] - lasso[j] > 0) {
        slope[j] -= lasso[j];
      } else if (lasso[j] > 0) {
        slope[j] = 0;
      }
    }
    return slope;
  }

  /** The next point, or null if no step of a sensible length goes down. */
  private double[] searched(double[] x, double value, double[] slope) {
    double[] direction = direction(slope);
    double length = memory.isEmpty() ? 1 / Math.max(1, Math.sqrt(dot(slope, slope))) : 1;
    double slack = ROUNDING * Math.max(1, Math.abs(value));
    for (int halving = 0; halving < MOST_HALVINGS; halving++, length /= 2) {
      double[] next = moved(x, direction, slope, length);
      if (Arrays.equals(next, x)) {
        return null;
      }
      if (total(next) <= value + SUFFICIENT * dot(slope, minus(next, x)) + slack) {
        return next;
      }
    }
    return null;
  }

  /** Two loops over the memory; an entry under the lasso that would not go down stays. */
  private double[] direction(double[] slope) {
    double[] q = slope.clone();
    double[] factors = new double[memory.size()];
    int i = 0;
    for (Pair pair : memory) {
      factors[i] = dot(pair.step, q) / pair.curvature;
      add(q, pair.change, -factors[i++]);
    }
    if (!memory.isEmpty()) {
      Pair last = memory.getFirst();
      double scale = last.curvature / dot(last.change, last.change);
      Arrays.setAll(q, j -> q[j] * scale);
    }
    for (Iterator<Pair> oldest = memory.descendingIterator(); oldest.hasNext(); ) {
      Pair pair = oldest.next();
      add(q, pair.step, factors[--i] - dot(pair.change, q) / pair.curvature);
    }
    for (int j = 0; j < q.length; j++) {
      q[j] = lasso[j] > 0 && q[j] * slope[j] <= 0 ? 0 : -q[j];
    }
    return q;
  }

  /** A step that ends where an argument under the lasso would change its sign. */
  private double[] moved(double[] x, double[] direction, double[] slope, double length) {
    double[] next = new double[x.length];
    for (int j = 0; j < x.length; j++) {
      next[j] = x[j] + length * direction[j];
      double side = x[j] != 0 ? x[j] : -slope[j];
      if (lasso[j] > 0 && next[j] * side < 0) {
        next[j] = 0;
      }
    }
    return next;
  }

  private void remember(double[] step, double[] change) {
    double curvature = dot(step, change);
    if (curvature > 1e-12 * Math.sqrt(dot(step, step) * dot(change, change))) {
      memory.addFirst(new Pair(step, change, curvature));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
  }

  private static void add(double[] to, double[] what, double factor) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * what[j];
    }
  }

  private static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(j -> a[j] - b[j]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
