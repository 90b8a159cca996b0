package org.medley.models.association;

import java.io.Serializable;

/**
 * Sums of the products of covariates, phenotype and genotype over rows. Rows can be added and taken
 * away again.
 */
final class Moments implements Serializable {
  private static final long serialVersionUID = 1L;

  private final int columns;
  private final double phenotypeMean;
  private final double[] products;
  private final double[] withPhenotype;
  private final double[] withGenotype;
  private double phenotypeSquares;
  private double genotypeByPhenotype;
  private double genotypeSquares;
  private int rows;

  /**
   * No rows.
   *
   * @param columns with the intercept
   * @param phenotypeMean what is taken from each phenotype, so that sums lose no digits
   */
  Moments(int columns, double phenotypeMean) {
    this.columns = columns;
    this.phenotypeMean = phenotypeMean;
    this.products = new double[columns * columns];
    this.withPhenotype = new double[columns];
    this.withGenotype = new double[columns];
  }

  Moments copy() {
    Moments copy = new Moments(columns, phenotypeMean);
    System.arraycopy(products, 0, copy.products, 0, products.length);
    System.arraycopy(withPhenotype, 0, copy.withPhenotype, 0, columns);
    System.arraycopy(withGenotype, 0, copy.withGenotype, 0, columns);
    copy.phenotypeSquares = phenotypeSquares;
    copy.genotypeByPhenotype = genotypeByPhenotype;
    copy.genotypeSquares = genotypeSquares;
    copy.rows = rows;
    return copy;
  }

  int rows() {
    return rows;
  }

  /** Adds a row {@code times} times; -1 takes it away. */
  void add(double[] row, double phenotype, int genotype, int times) {
    double y = times * (phenotype - phenotypeMean);
    for (int i = 0; i < columns; i++) {
      double value = times * row[i];
      for (int j = 0; j <= i; j++) {
        products[i * columns + j] += value * row[j];
      }
      withPhenotype[i] += y * row[i];
      withGenotype[i] += value * genotype;
    }
    phenotypeSquares += y * (phenotype - phenotypeMean);
    genotypeByPhenotype += y * genotype;
    genotypeSquares += (double) times * genotype * genotype;
    rows += times;
  }

  /** Gives a row that was added with genotype {@code before} another one. */
  void change(double[] row, double phenotype, int before, int after) {
    int more = after - before;
    for (int i = 0; i < columns; i++) {
      withGenotype[i] += more * row[i];
    }
    genotypeByPhenotype += more * (phenotype - phenotypeMean);
    genotypeSquares += (double) after * after - (double) before * before;
  }

  /** Whether all genotypes are the same; exact, as sums of whole numbers are. */
  boolean isMonomorphic() {
    return rows * genotypeSquares == withGenotype[0] * withGenotype[0];
  }

  /**
   * Sums of products about the means: of the columns but the intercept, the genotype as the last of
   * them, and the phenotype after it. Only the lower triangle is filled.
   */
  double[][] centred() {
    double[] means = new double[columns + 1];
    double[][] centred = new double[columns + 1][columns + 1];
    for (int i = 1; i < columns; i++) {
      means[i - 1] = products[i * columns] / rows;
      for (int j = 1; j <= i; j++) {
        centred[i - 1][j - 1] = products[i * columns + j] - rows * means[i - 1] * means[j - 1];
      }
    }
    means[columns - 1] = withGenotype[0] / rows;
    means[columns] = withPhenotype[0] / rows;
    for (int j = 1; j < columns; j++) {
      centred[columns - 1][j - 1] = withGenotype[j] - rows * means[columns - 1] * means[j - 1];
      centred[columns][j - 1] = withPhenotype[j] - rows * means[columns] * means[j - 1];
    }
    centred[columns - 1][columns - 1] =
        genotypeSquares - rows * means[columns - 1] * means[columns - 1];
    centred[columns][columns - 1] =
        genotypeByPhenotype - rows * means[columns - 1] * means[columns];
    centred[columns][columns] = phenotypeSquares - rows * means[columns] * means[columns];
    return centred;
  }
}
