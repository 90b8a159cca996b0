package org.medley.models.effect.sparse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * Ridge and lasso regressions over sparse rows: several problems, of each a model for each set of
 * folds left out. Keeps its rows until closed.
 */
public final class RidgeFits implements AutoCloseable {
  private final JavaRDD<TargetRows> rows;
  private final int folds;
  private final int[] frees;
  private final Moments[] cells;

  /**
   * Of {@code rows}. Triggers an action.
   *
   * @param problems how many
   * @param shrink of each column: 1, or 0 if it is not penalised
   */
  public RidgeFits(JavaRDD<TargetRows> rows, int problems, int folds, double[] shrink) {
    this.rows = rows.persist(StorageLevel.MEMORY_AND_DISK());
    this.folds = folds;
    this.frees = IntStream.range(0, shrink.length).filter(j -> shrink[j] == 0).toArray();
    if (Arrays.stream(shrink).anyMatch(each -> each != 0 && each != 1)) {
      throw new IllegalArgumentException("Columns are penalised alike, or not at all.");
    }
    this.cells = cells(problems, shrink.length);
  }

  private Moments[] cells(int problems, int columns) {
    Moments[] none = new Moments[problems * folds];
    int[] free = frees;
    int all = folds;
    Arrays.setAll(none, cell -> new Moments(columns, free.length));
    return rows.treeAggregate(
        none,
        (total, block) -> {
          block.forEach(
              (row, fold, number, target, weight) ->
                  total[number * all + fold].add(block.x(), row, free, target, weight));
          return total;
        },
        RidgeFits::merged);
  }

  private static Moments[] merged(Moments[] a, Moments[] b) {
    for (int cell = 0; cell < a.length; cell++) {
      a[cell].merge(b[cell]);
    }
    return a;
  }

  /** Summed weight of the rows of a problem in a fold. */
  public double weight(int number, int fold) {
    return cells[number * folds + fold].weight();
  }

  /**
   * Begins ridge regressions under all {@code penalties}.
   *
   * @param columns how many may have coefficients, the first ones
   * @param without by problem and model, the folds left out; the others have rows
   * @param penalties per row, of standardised columns, in descending order
   */
  public PenalisedRun ridge(int columns, int[][] without, double[] penalties) {
    RidgeModel[][] models = new RidgeModel[without.length][];
    for (int number = 0; number < models.length; number++) {
      int[] own = without[number];
      int one = number;
      models[number] = new RidgeModel[own.length];
      Arrays.setAll(
          models[number], m -> new RidgeModel(moments(one, own[m]), columns, frees, penalties));
    }
    return new RidgeRun(new Passes(rows, without, folds), models, penalties.length);
  }

  /**
   * Begins lasso regressions, as {@link #ridge}.
   *
   * @param penalties of standardised columns, as shares of the least that leaves out all, in
   *     descending order
   */
  public LassoRun lasso(int columns, int[][] without, double[] penalties) {
    LassoModel[][] models = new LassoModel[without.length][];
    for (int number = 0; number < models.length; number++) {
      int[] own = without[number];
      int one = number;
      models[number] = new LassoModel[own.length];
      Arrays.setAll(models[number], m -> new LassoModel(moments(one, own[m]), columns, frees));
    }
    return new LassoRun(new Passes(rows, without, folds), models, penalties);
  }

  private Moments moments(int number, int without) {
    Moments total = new Moments(cells[0].squares.length, frees.length);
    for (int fold = 0; fold < folds; fold++) {
      if ((without >> fold & 1) == 0) {
        total.merge(cells[number * folds + fold]);
      }
    }
    return total;
  }

  @Override
  public void close() {
    rows.unpersist(false);
  }
}
