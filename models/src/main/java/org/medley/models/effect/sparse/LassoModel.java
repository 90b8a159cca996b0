package org.medley.models.effect.sparse;

import java.util.Arrays;

/**
 * A lasso regression (Tibshirani, JRSS B 1996;58:267) on its way: accelerated proximal gradients
 * (Beck and Teboulle, SIAM J Imaging Sci 2009;2:183) that begin anew where they overshoot
 * (O'Donoghue and Candes, Found Comput Math 2015;15:715). Columns are standardised by the rows of
 * the model; the intercept is projected out; columns that are not penalised have no threshold. The
 * target is scaled so that a penalty of 1 is the least that leaves out all columns. The products
 * with the rows come from outside.
 */
final class LassoModel {
  private static final double NO_SPREAD = 1e-10;
  private static final double NEAR = 1e-4;
  private static final double ROUNDING = 1e-9;

  private final Moments moments;
  private final double[] deviation;
  private final boolean[] free;
  private final boolean[] out;
  private final double[] target;
  private final double scale;
  private double[] solution;
  private double[] ofSolution;
  private double[] from;
  private double[] ofFrom;
  private double[] next;
  private double curvature = 1;
  private double pace;
  private double penalty;
  private boolean done;

  /**
   * At the start.
   *
   * @param columns how many may have coefficients, the first ones
   * @param frees columns that are not penalised
   */
  LassoModel(Moments moments, int columns, int[] frees) {
    this.moments = moments;
    int width = moments.squares.length;
    deviation = new double[width];
    for (int j = 0; j < columns; j++) {
      double variance = moments.variance(j);
      double whole = variance + moments.mean(j) * moments.mean(j);
      deviation[j] = variance > NO_SPREAD * whole ? Math.sqrt(variance) : 0;
    }
    free = new boolean[width];
    out = new boolean[width];
    Arrays.stream(frees).forEach(j -> free[j] = true);
    target = standardised(moments.withTarget, moments.freeWithTarget[0] / moments.weight());
    double largest = 0;
    for (int j = 0; j < width; j++) {
      largest = free[j] ? largest : Math.max(largest, Math.abs(target[j]));
    }
    scale = largest > 0 ? largest : 1;
    Arrays.setAll(target, j -> target[j] / scale);
    solution = new double[width];
    ofSolution = new double[width];
  }

  /** Products with standardised columns, per row, of a function with this mean. */
  private double[] standardised(double[] products, double mean) {
    double[] standardised = new double[products.length];
    for (int j = 0; j < products.length; j++) {
      standardised[j] =
          deviation[j] > 0
              ? (products[j] / moments.weight() - moments.mean(j) * mean) / deviation[j]
              : 0;
    }
    return standardised;
  }

  /** A solution, and its products with the columns. */
  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  record State(double[] solution, double[] products) {}

  /** Where it stands. */
  State state() {
    return new State(solution, ofSolution);
  }

  /** Goes on under another penalty, from where the last one ended. */
  void begin(double share) {
    penalty = share;
    begin();
  }

  /** Goes on from a solution without penalty, over the columns alone that it has not left out. */
  void relax(State state) {
    solution = state.solution();
    ofSolution = state.products();
    penalty = 0;
    for (int j = 0; j < out.length; j++) {
      out[j] = solution[j] == 0 && !free[j];
    }
    begin();
  }

  private void begin() {
    from = solution;
    ofFrom = ofSolution;
    pace = 1;
    done = false;
    next = thresholded();
  }

  private double[] thresholded() {
    double[] moved = new double[from.length];
    for (int j = 0; j < moved.length; j++) {
      double at = from[j] - (ofFrom[j] - target[j]) / curvature;
      double least = free[j] ? 0 : penalty / curvature;
      moved[j] = out[j] ? 0 : Math.signum(at) * Math.max(0, Math.abs(at) - least);
    }
    return moved;
  }

  /** Coefficients of the columns as they are, where it looks next. */
  double[] searched() {
    return raw(next);
  }

  private double[] raw(double[] standardised) {
    double[] raw = new double[standardised.length];
    Arrays.setAll(raw, j -> deviation[j] > 0 ? scale * standardised[j] / deviation[j] : 0);
    return raw;
  }

  /**
   * One step.
   *
   * @param products sums over the rows of each column times the value of {@link #searched}
   */
  void step(double[] products) {
    if (done) {
      return;
    }
    double[] raw = searched();
    double mean = 0;
    for (int j = 0; j < raw.length; j++) {
      mean += raw[j] * moments.mean(j);
    }
    double[] ofNext = standardised(products, mean);
    Arrays.setAll(ofNext, j -> ofNext[j] / scale);
    double bent = 0;
    double square = 0;
    double largest = 0;
    double overshot = 0;
    for (int j = 0; j < next.length; j++) {
      double step = next[j] - from[j];
      bent += step * (ofNext[j] - ofFrom[j]);
      square += step * step;
      largest = Math.max(largest, Math.abs(step));
      overshot -= step * (next[j] - solution[j]);
    }
    if (bent > curvature * square * (1 + ROUNDING)) {
      curvature *= 2;
      next = thresholded();
      return;
    }
    done = curvature * largest <= NEAR;
    goOn(ofNext, overshot > 0);
  }

  private void goOn(double[] ofNext, boolean anew) {
    double faster = anew ? 1 : (1 + Math.sqrt(1 + 4 * pace * pace)) / 2;
    double momentum = anew ? 0 : (pace - 1) / faster;
    double[] before = solution;
    double[] ofBefore = ofSolution;
    solution = next;
    ofSolution = ofNext;
    from = new double[next.length];
    ofFrom = new double[next.length];
    Arrays.setAll(from, j -> solution[j] + momentum * (solution[j] - before[j]));
    Arrays.setAll(ofFrom, j -> ofSolution[j] + momentum * (ofSolution[j] - ofBefore[j]));
    pace = faster;
    if (!done) {
      next = thresholded();
    }
  }

  /** Whether the solution under the penalty is found. */
  boolean isDone() {
    return done;
  }

  /** Coefficients of all columns, then the intercept. */
  double[] coefficients() {
    double[] raw = raw(solution);
    double[] all = Arrays.copyOf(raw, raw.length + 1);
    all[raw.length] = moments.freeWithTarget[0] / moments.weight();
    for (int j = 0; j < raw.length; j++) {
      all[raw.length] -= raw[j] * moments.mean(j);
    }
    return all;
  }
}
