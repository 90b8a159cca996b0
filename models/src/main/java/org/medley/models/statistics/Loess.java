package org.medley.models.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Local quadratic regression of one covariate with tricube weights (Cleveland and Devlin, JASA
 * 1988;83:596), as R's {@code loess} with its defaults: span 0.75, degree 2, family gaussian and
 * surface interpolate. The curve is fitted at the few vertices of a tree of cells and joined by
 * cubic pieces that keep values and slopes (Cleveland, Devlin and Grosse 1988), so a million points
 * take some twenty fits and not a million.
 *
 * <p>A weight multiplies the tricube weight; points of weight zero are left out. Neighbourhoods
 * count points, as R does.
 */
public final class Loess {
  /** R's default. */
  public static final double SPAN = 0.75;

  /** What it is, in words. */
  public static final String METHOD = "loess, span 0.75, degree 2, gaussian, interpolated as in R";

  private static final double CELL = 0.2;
  private static final double MARGIN = 0.005;
  private static final int LEAST_NEIGHBOURS = 3;
  private static final double SAME = 0.001;
  private static final double REST = 0.999;

  private final double[] x;
  private final double[] y;
  private final double[] weight;
  private final int neighbours;
  private double[] vertices = {};
  private double[][] fitted = {};

  private Loess(double[] x, double[] y, double[] weight) {
    this.x = x;
    this.y = y;
    this.weight = weight;
    this.neighbours = Math.min(x.length, (int) Math.floor(x.length * SPAN + 1e-5));
  }

  /**
   * The curve through points sorted by {@code x}.
   *
   * @return null if a neighbourhood has no width, since too many points share one x, or there are
   *     fewer than four
   */
  static Loess sorted(double[] x, double[] y, double[] weight) {
    int[] kept = IntStream.range(0, x.length).filter(i -> weight[i] > 0).toArray();
    Loess loess =
        new Loess(
            Arrays.stream(kept).mapToDouble(i -> x[i]).toArray(),
            Arrays.stream(kept).mapToDouble(i -> y[i]).toArray(),
            Arrays.stream(kept).mapToDouble(i -> weight[i]).toArray());
    return loess.neighbours >= LEAST_NEIGHBOURS && loess.fit() ? loess : null;
  }

  /** The curve through points in any order; null as {@link #sorted}. */
  public static Loess of(double[] x, double[] y, double[] weight) {
    int[] order = Order.ascending(x);
    return sorted(
        Arrays.stream(order).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> y[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> weight[i]).toArray());
  }

  /** Height of the curve at {@code place}; beyond the points that of its end. */
  public double at(double place) {
    double at = Math.min(Math.max(place, vertices[0]), vertices[vertices.length - 1]);
    int above = Arrays.binarySearch(vertices, at);
    int right = Math.min(Math.max(above < 0 ? -above - 1 : above, 1), vertices.length - 1);
    double width = vertices[right] - vertices[right - 1];
    double h = (at - vertices[right - 1]) / width;
    double[] from = fitted[right - 1];
    double[] to = fitted[right];
    return (1 - h) * (1 - h) * (1 + 2 * h) * from[0]
        + h * h * (3 - 2 * h) * to[0]
        + width * (h * (1 - h) * (1 - h) * from[1] - h * h * (1 - h) * to[1]);
  }

  private boolean fit() {
    double low = x[0];
    double high = x[x.length - 1];
    double range = Math.max(high - low, 1e-3 * Math.max(Math.abs(low), Math.abs(high)) + 1e-30);
    double[] cuts = cuts(0, x.length - 1).distinct().sorted().toArray();
    vertices = new double[cuts.length + 2];
    vertices[0] = low - MARGIN * range;
    System.arraycopy(cuts, 0, vertices, 1, cuts.length);
    vertices[vertices.length - 1] = high + MARGIN * range;
    fitted = new double[vertices.length][];
    for (int v = 0; v < vertices.length; v++) {
      fitted[v] = local(vertices[v]);
      if (fitted[v] == null) {
        return false;
      }
    }
    return true;
  }

  /** Cuts cells at medians until they hold at most a fifth of a neighbourhood. */
  private DoubleStream cuts(int first, int last) {
    int most = (int) Math.floor(x.length * SPAN * CELL);
    if (last - first + 1 <= most || x[first] == x[last]) {
      return DoubleStream.empty();
    }
    int middle = between(first, last);
    if (middle < 0) {
      return DoubleStream.empty();
    }
    return DoubleStream.concat(
        DoubleStream.of(x[middle]),
        DoubleStream.concat(cuts(first, middle), cuts(middle + 1, last)));
  }

  /** The place nearest to the median whose value differs from the next; -1 if there is none. */
  private int between(int first, int last) {
    int median = (first + last + 2) / 2 - 1;
    int offset = 0;
    while (median + offset < last && median + offset >= first) {
      if (x[median + offset] != x[median + offset + 1]) {
        return median + offset;
      }
      offset = -offset;
      offset += offset >= 0 ? 1 : 0;
    }
    return -1;
  }

  /**
   * Value and slope at {@code at}; null where the neighbourhood has no width or all its points lie
   * at its edge.
   */
  private double[] local(double at) {
    int from = start(at);
    double width = Math.max(at - x[from], x[from + neighbours - 1] - at);
    if (!(width > 0)) {
      return null;
    }
    double[][] cross = new double[3][3];
    double[] right = new double[3];
    for (int i = from; i < from + neighbours; i++) {
      double u = (x[i] - at) / width;
      double w = weight[i] * tricube(Math.abs(u));
      double[] row = {1, u, u * u};
      for (int a = 0; a < 3; a++) {
        right[a] += w * row[a] * y[i];
        for (int b = 0; b < 3; b++) {
          cross[a][b] += w * row[a] * row[b];
        }
      }
    }
    if (cross[0][0] == 0) {
      return null;
    }
    double[] beta =
        new SingularValueDecomposition(new Array2DRowRealMatrix(cross, false))
            .getSolver()
            .solve(new ArrayRealVector(right, false))
            .toArray();
    return new double[] {beta[0], beta[1] / width};
  }

  private static double tricube(double u) {
    if (u * u >= REST) {
      return 0;
    }
    double rest = 1 - u * u * u;
    return u * u <= SAME * SAME ? 1 : rest * rest * rest;
  }

  /** First of the points nearest to {@code at}. */
  private int start(double at) {
    int low = 0;
    int high = x.length - neighbours;
    while (low < high) {
      int middle = (low + high) / 2;
      if (at - x[middle] > x[middle + neighbours] - at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
