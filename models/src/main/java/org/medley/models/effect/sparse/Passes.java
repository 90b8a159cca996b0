package org.medley.models.effect.sparse;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Passes over rows for models that lie side by side, by number of their problem; each leaves out a
 * set of folds.
 */
final class Passes {
  private final JavaRDD<TargetRows> rows;
  private final int[][] without;
  private final int folds;

  /**
   * Of models.
   *
   * @param without by problem and model, the folds left out, as bits
   */
  Passes(JavaRDD<TargetRows> rows, int[][] without, int folds) {
    this.rows = rows;
    this.without = without;
    this.folds = folds;
  }

  /**
   * Sums over the rows of each model, by weight, of the columns times the value of its linear
   * function without intercept. Triggers an action.
   */
  double[][][] products(double[][][] functions) {
    double[][] together = together(functions);
    int[] sizes = Arrays.stream(together).mapToInt(each -> each.length).toArray();
    int[][] own = without;
    Broadcast<double[][]> sent = broadcast(together);
    RidgeSums sums =
        rows.treeAggregate(
            RidgeSums.none(sizes),
            (total, block) -> total.products(block, own, sent.value()),
            RidgeSums::merge);
    sent.destroy();
    double[][][] products = new double[functions.length][][];
    for (int number = 0; number < products.length; number++) {
      products[number] = apart(sums.of(number), functions[number].length);
    }
    return products;
  }

  /**
   * Summed squared errors of functions with intercept, by problem, function and fold left out.
   * Triggers an action.
   *
   * @param each how many functions each model has, one after another
   */
  double[][][] errors(double[][][] functions, int each) {
    int[] sizes = Arrays.stream(functions).mapToInt(all -> all.length * folds).toArray();
    int[][] own = without;
    int all = folds;
    Broadcast<double[][]> sent = broadcast(together(functions));
    RidgeSums sums =
        rows.treeAggregate(
            RidgeSums.none(sizes),
            (total, block) -> total.errors(block, own, sent.value(), each, all),
            RidgeSums::merge);
    sent.destroy();
    double[][][] errors = new double[functions.length][][];
    for (int number = 0; number < errors.length; number++) {
      double[] found = sums.of(number);
      errors[number] = new double[functions[number].length][];
      Arrays.setAll(
          errors[number], lane -> Arrays.copyOfRange(found, lane * all, (lane + 1) * all));
    }
    return errors;
  }

  private Broadcast<double[][]> broadcast(double[][] values) {
    return JavaSparkContext.fromSparkContext(rows.context()).broadcast(values);
  }

  private static double[][] together(double[][][] functions) {
    return Arrays.stream(functions).map(Passes::beside).toArray(double[][]::new);
  }

  /** Those of a column together. */
  private static double[] beside(double[][] functions) {
    int lanes = functions.length;
    double[] all = new double[lanes == 0 ? 0 : lanes * functions[0].length];
    Arrays.setAll(all, i -> functions[i % lanes][i / lanes]);
    return all;
  }

  private static double[][] apart(double[] all, int lanes) {
    double[][] functions = new double[lanes][lanes == 0 ? 0 : all.length / lanes];
    for (int i = 0; i < all.length; i++) {
      functions[i % lanes][i / lanes] = all[i];
    }
    return functions;
  }
}
