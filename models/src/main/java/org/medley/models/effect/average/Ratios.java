package org.medley.models.effect.average;

import java.io.Serializable;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.statistics.Estimate;
import scala.Tuple2;

/**
 * Ratios of sums over rows, and linear combinations of them, with intervals from their influence
 * functions, summed within subjects (Liang and Zeger, Biometrika 1986;73:13).
 */
public final class Ratios {
  private Ratios() {}

  /** A row's share of the numerators and denominators. */
  @FunctionalInterface
  public interface Terms extends Serializable {
    /** Numerator and denominator of each ratio, one after the other. */
    double[] of(Scored row);
  }

  /**
   * The combinations, with standard errors in place of methods' intervals.
   *
   * @param value of a combination
   * @param error its standard error; NaN with fewer than two subjects
   */
  public record Result(double value, double error) {
    /** With a 95 percent interval. */
    public Estimate estimate(String method) {
      return Double.isNaN(value)
          ? Estimate.notAssessable(method)
          : Estimate.wald(value, error, method);
    }
  }

  /**
   * Of {@code rows}. Two actions; sums by subject are shuffled where subjects repeat.
   *
   * @param combinations coefficients of the ratios, one array for each result
   * @param subjects how many there are
   * @param repeated whether some have several rows
   */
  public static Result[] of(
      JavaRDD<Scored> rows, Terms terms, double[][] combinations, long subjects, boolean repeated) {
    int ratios = combinations[0].length;
    double[] sums = summed(rows.map(terms::of), 2 * ratios);
    double[] values = new double[ratios];
    for (int q = 0; q < ratios; q++) {
      values[q] = sums[2 * q] / sums[2 * q + 1];
    }
    JavaRDD<double[]> influences =
        repeated
            ? rows.mapToPair(
                    row ->
                        new Tuple2<>(
                            row.unit().subject(),
                            influence(terms.of(row), values, sums, combinations)))
                .reduceByKey(Ratios::added)
                .values()
            : rows.map(row -> influence(terms.of(row), values, sums, combinations));
    double[] squares = summed(influences.map(Ratios::squared), combinations.length);
    Result[] results = new Result[combinations.length];
    for (int c = 0; c < results.length; c++) {
      double value = 0;
      for (int q = 0; q < ratios; q++) {
        value += combinations[c][q] == 0 ? 0 : combinations[c][q] * values[q];
      }
      double variance = subjects > 1 ? squares[c] * subjects / (double) (subjects - 1) : Double.NaN;
      results[c] = new Result(value, Math.sqrt(variance));
    }
    return results;
  }

  private static double[] influence(
      double[] terms, double[] values, double[] sums, double[][] combinations) {
    double[] influence = new double[combinations.length];
    for (int c = 0; c < influence.length; c++) {
      for (int q = 0; q < values.length; q++) {
        if (combinations[c][q] != 0) {
          double deviation = terms[2 * q] - values[q] * terms[2 * q + 1];
          influence[c] += combinations[c][q] * deviation / sums[2 * q + 1];
        }
      }
    }
    return influence;
  }

  private static double[] summed(JavaRDD<double[]> arrays, int length) {
    return arrays.aggregate(new double[length], Ratios::added, Ratios::added);
  }

  private static double[] added(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static double[] squared(double[] values) {
    double[] squares = values.clone();
    for (int i = 0; i < squares.length; i++) {
      squares[i] *= squares[i];
    }
    return squares;
  }
}
