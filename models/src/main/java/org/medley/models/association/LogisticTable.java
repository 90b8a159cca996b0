package org.medley.models.association;

import java.util.Arrays;
import org.medley.models.optimise.Cholesky;

/**
 * Maximum likelihood for one variant on a table: for each pattern of covariates and each number of
 * copies, the samples and the cases among them. Newton's steps, the limits of their number and size
 * and the place at which the standard error is taken are those of plink 1.9, so that its printed
 * digits are met; what plink prints of a fit that did not converge after the last step is no result
 * here.
 */
final class LogisticTable {
  private static final int STATES = Design.MOST_COPIES + 1;
  private static final int FIRST_CHECK = 5;
  private static final int CHECK_OF_UNIT_STEPS = 8;
  private static final int MOST_STEPS = 15;
  private static final double SMALL_STEP = 1e-4;
  private static final double LARGE_STEP = 20;
  private static final double NEAR_ONE = 1e-3;

  private final double[] values;
  private final int columns;
  private final int[] samples;
  private final int[] cases;
  private int cells;
  private int[] cellAt;

  private LogisticTable(Design design, int[] samples, int[] cases) {
    this.values = design.values;
    this.columns = design.columns;
    this.samples = samples;
    this.cases = cases;
  }

  /** The table of all rows with as many copies as the ploidy, or with none. */
  static LogisticTable of(Design design, boolean allCopies) {
    int size = design.ploidy.length * STATES;
    LogisticTable table = new LogisticTable(design, new int[size], new int[size]);
    for (int row = 0; row < design.rows(); row++) {
      int copies = allCopies ? design.ploidy[design.patternOf[row]] : 0;
      table.add(design.patternOf[row], copies, design.phenotype[row], 1);
    }
    return table;
  }

  /** The same to be changed for one variant. */
  LogisticTable copy(Design design) {
    return new LogisticTable(design, samples.clone(), cases.clone());
  }

  /** Adds a sample {@code times} times; -1 takes it away. */
  void add(int pattern, int copies, double phenotype, int times) {
    samples[pattern * STATES + copies] += times;
    cases[pattern * STATES + copies] += phenotype == 1 ? times : 0;
  }

  /** The coefficient of the genotype. */
  Association fit(int rows) {
    int size = columns + 1;
    compact();
    double[] coefficients = new double[size];
    double[][] information = new double[size][size];
    double[] step = new double[size];
    double smallest = Double.POSITIVE_INFINITY;
    for (int number = 1; number <= MOST_STEPS; number++) {
      sum(coefficients, information, step);
      if (!Cholesky.factor(information, size, 0)) {
        break;
      }
      Cholesky.solve(information, step);
      double length = 0;
      for (int i = 0; i < size; i++) {
        coefficients[i] += step[i];
        length += Math.abs(step[i]);
      }
      smallest = Math.min(smallest, length);
      if (length < SMALL_STEP) {
        return Association.logistic(rows, coefficients[columns], 1 / information[columns][columns]);
      }
      if (Double.isNaN(length) || diverges(number, length, smallest)) {
        break;
      }
    }
    return Association.none(rows, Unavailable.NOT_CONVERGED);
  }

  /** Where nothing stops them, steps tend to a length of one per coefficient. */
  private static boolean diverges(int number, double length, double smallest) {
    boolean grows = length > LARGE_STEP && length > 2 * smallest;
    boolean goesOn = number >= CHECK_OF_UNIT_STEPS && Math.abs(1 - length) < NEAR_ONE;
    return number >= FIRST_CHECK && (grows || goesOn);
  }

  private void compact() {
    cellAt = new int[samples.length];
    for (int i = 0; i < samples.length; i++) {
      if (samples[i] > 0) {
        cellAt[cells++] = i;
      }
    }
  }

  /** The information and the score at these coefficients. */
  private void sum(double[] coefficients, double[][] information, double[] score) {
    for (double[] row : information) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(score, 0);
    double[] x = new double[columns + 1];
    for (int cell = 0; cell < cells; cell++) {
      int at = cellAt[cell];
      System.arraycopy(values, at / STATES * columns, x, 0, columns);
      x[columns] = at % STATES;
      double linear = 0;
      for (int i = 0; i <= columns; i++) {
        linear += coefficients[i] * x[i];
      }
      double risk = 1 / (1 + Math.exp(-linear));
      double weight = samples[at] * risk * (1 - risk);
      double residual = cases[at] - samples[at] * risk;
      for (int i = 0; i <= columns; i++) {
        score[i] += residual * x[i];
        double weighted = weight * x[i];
        for (int j = 0; j <= i; j++) {
          information[i][j] += weighted * x[j];
        }
      }
    }
  }
}
