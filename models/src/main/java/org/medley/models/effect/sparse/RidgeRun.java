package org.medley.models.effect.sparse;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Ridge regressions on their way, side by side. Solutions under strong penalties are ready before
 * those under weak ones, and are then judged in the folds that their models leave out.
 */
public final class RidgeRun {
  private static final double NEAR = 1e-9;
  private static final int MOST_STEPS = 400;
  private static final int STRIDE = 4;

  private final JavaRDD<TargetRows> rows;
  private final RidgeModel[][] models;
  private final int[][] without;
  private final int penalties;
  private final int folds;
  private final double[][][] errors;
  private int steps;
  private int ready;

  RidgeRun(
      JavaRDD<TargetRows> rows, RidgeModel[][] models, int[][] without, int penalties, int folds) {
    this.rows = rows;
    this.models = models;
    this.without = without;
    this.penalties = penalties;
    this.folds = folds;
    this.errors = new double[penalties][][];
  }

  /**
   * Goes on until solutions under at least one penalty more are ready, or all are or as many steps
   * have been taken as are sensible. Triggers actions.
   *
   * @return under how many penalties, from the strongest, solutions are ready
   */
  public int advance() {
    int before = ready;
    while (ready == before && ready < penalties && steps < MOST_STEPS) {
      for (int step = 0; step < STRIDE; step++) {
        step();
      }
      steps += STRIDE;
      while (ready < penalties && isReady(ready)) {
        ready++;
      }
    }
    if (ready > before) {
      judge(before);
    }
    return ready;
  }

  private boolean isReady(int penalty) {
    return Arrays.stream(models)
        .flatMap(Arrays::stream)
        .allMatch(model -> model.left(penalty) <= NEAR);
  }

  private void step() {
    double[][] searched = new double[models.length][];
    for (int number = 0; number < models.length; number++) {
      searched[number] =
          beside(Arrays.stream(models[number]).map(RidgeModel::searched).toArray(double[][]::new));
    }
    int[] sizes = Arrays.stream(searched).mapToInt(each -> each.length).toArray();
    int[][] own = without;
    Broadcast<double[][]> sent = broadcast(searched);
    RidgeSums sums =
        rows.treeAggregate(
            RidgeSums.none(sizes),
            (total, block) -> total.products(block, own, sent.value()),
            RidgeSums::merge);
    sent.destroy();
    for (int number = 0; number < models.length; number++) {
      for (int model = 0; model < models[number].length; model++) {
        models[number][model].step(lane(sums.of(number), model, models[number].length));
      }
    }
  }

  private void judge(int from) {
    int each = ready - from;
    double[][] judged = new double[models.length][];
    for (int number = 0; number < models.length; number++) {
      double[][] functions = new double[models[number].length * each][];
      for (int lane = 0; lane < functions.length; lane++) {
        functions[lane] = models[number][lane / each].coefficients(from + lane % each);
      }
      judged[number] = beside(functions);
    }
    int[] sizes = Arrays.stream(models).mapToInt(all -> all.length * each * folds).toArray();
    int[][] own = without;
    int all = folds;
    Broadcast<double[][]> sent = broadcast(judged);
    RidgeSums sums =
        rows.treeAggregate(
            RidgeSums.none(sizes),
            (total, block) -> total.errors(block, own, sent.value(), each, all),
            RidgeSums::merge);
    sent.destroy();
    for (int penalty = from; penalty < ready; penalty++) {
      errors[penalty] = new double[models.length][];
      for (int number = 0; number < models.length; number++) {
        double[] found = new double[models[number].length * folds];
        for (int i = 0; i < found.length; i++) {
          int lane = i / folds * each + penalty - from;
          found[i] = sums.of(number)[lane * folds + i % folds];
        }
        errors[penalty][number] = found;
      }
    }
  }

  /** Summed squared error of a ready solution in a fold that its model leaves out. */
  public double error(int number, int model, int penalty, int fold) {
    return errors[penalty][number][model * folds + fold];
  }

  /** Coefficients of a ready solution, then its intercept. */
  public double[] coefficients(int number, int model, int penalty) {
    return models[number][model].coefficients(penalty);
  }

  private Broadcast<double[][]> broadcast(double[][] values) {
    return JavaSparkContext.fromSparkContext(rows.context()).broadcast(values);
  }

  /** Those of a column together. */
  private static double[] beside(double[][] functions) {
    int lanes = functions.length;
    double[] all = new double[lanes == 0 ? 0 : lanes * functions[0].length];
    Arrays.setAll(all, i -> functions[i % lanes][i / lanes]);
    return all;
  }

  private static double[] lane(double[] all, int lane, int lanes) {
    double[] one = new double[all.length / lanes];
    Arrays.setAll(one, j -> all[j * lanes + lane]);
    return one;
  }
}
