package org.medley.models.effect.unit;

import java.io.Serializable;
import java.util.Arrays;

/** Numbers of a row; where most are 0, only the others are kept. */
public final class Covariates implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A kept number with its place takes half as much again as one without. */
  private static final double PER_KEPT = 1.5;

  private final int width;
  private final int[] index;
  private final double[] value;

  private Covariates(int width, int[] index, double[] value) {
    this.width = width;
    this.index = index;
    this.value = value;
  }

  /** The numbers of {@code x}, which must not be changed afterwards. */
  public static Covariates of(double[] x) {
    int kept = 0;
    for (double each : x) {
      kept += each != 0 ? 1 : 0;
    }
    if (PER_KEPT * kept >= x.length) {
      return new Covariates(x.length, null, x);
    }
    int[] index = new int[kept];
    double[] value = new double[kept];
    int next = 0;
    for (int j = 0; j < x.length; j++) {
      if (x[j] != 0) {
        index[next] = j;
        value[next++] = x[j];
      }
    }
    return new Covariates(x.length, index, value);
  }

  /** Takes numbers that are not 0. */
  @FunctionalInterface
  public interface Visitor {
    /** Number {@code j} is {@code x}. */
    void see(int j, double x);
  }

  /** Hands over all numbers that are not 0, in order. */
  public void forEach(Visitor visitor) {
    for (int k = 0; k < value.length; k++) {
      if (value[k] != 0) {
        visitor.see(index == null ? k : index[k], value[k]);
      }
    }
  }

  /** Number {@code j}. */
  public double at(int j) {
    if (index == null) {
      return value[j];
    }
    int k = Arrays.binarySearch(index, j);
    return k < 0 ? 0 : value[k];
  }

  /** All numbers, not to be changed. */
  public double[] toArray() {
    if (index == null) {
      return value;
    }
    double[] x = new double[width];
    for (int k = 0; k < value.length; k++) {
      x[index[k]] = value[k];
    }
    return x;
  }
}
