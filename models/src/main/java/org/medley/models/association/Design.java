package org.medley.models.association;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the regressions of all variants of one kind of chromosome share: the samples that take part,
 * their phenotype and covariates, and the sums over all of them, from which a variant takes away
 * what its own genotypes change.
 *
 * <p>Samples with the same covariates and ploidy are one pattern, so that few covariates of few
 * values make a logistic fit as cheap as a table.
 */
public final class Design implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Most copies of an allele. */
  static final int MOST_COPIES = 2;

  final AssociationModel model;

  /** Covariates with the intercept, which is the first. */
  final int columns;

  /** For each sample its row; -1: it does not take part. */
  final int[] rowOf;

  /** Phenotype by row. */
  final double[] phenotype;

  /** Pattern by row. */
  final int[] patternOf;

  /** Values of the columns, one pattern after the other. */
  final double[] values;

  /** Ploidy by pattern. */
  final byte[] ploidy;

  /** Mean of each column and 1 over its standard deviation; 0 and 1 for the intercept. */
  final double[] centre;

  final double[] scale;

  /** Sums over all rows with genotype 0. */
  final Moments none;

  /** Sums over all rows with as many copies as the ploidy. */
  final Moments all;

  private Design(Traits traits, List<double[]> used, int[] rowOf, int rows, byte[] ofSample) {
    this.model = traits.model();
    this.columns = used.size() + 1;
    this.rowOf = rowOf;
    this.phenotype = new double[rows];
    this.patternOf = new int[rows];
    Patterns patterns = new Patterns();
    for (int sample = 0; sample < rowOf.length; sample++) {
      int row = rowOf[sample];
      if (row >= 0) {
        phenotype[row] = traits.phenotype(sample);
        double[] pattern = new double[columns];
        pattern[0] = 1;
        for (int column = 1; column < columns; column++) {
          pattern[column] = used.get(column - 1)[sample];
        }
        patternOf[row] = patterns.number(pattern, ofSample[sample]);
      }
    }
    this.values = patterns.values(columns);
    this.ploidy = patterns.ploidy();
    this.centre = new double[columns];
    this.scale = new double[columns];
    standardise();
    this.none = moments(false);
    this.all = moments(true);
  }

  /**
   * The design of the variants at which samples have {@code ploidy} copies of the chromosome: 0
   * (the sample does not take part), 1 or 2. Covariates that are the same for all who take part are
   * left out, as the intercept stands for them. Deterministic.
   *
   * @param ploidyIsCovariate whether the ploidy, which on X is the sex, is a covariate more
   */
  public static Design of(Traits traits, byte[] ploidy, boolean ploidyIsCovariate) {
    int[] rowOf = new int[traits.samples()];
    int rows = 0;
    for (int sample = 0; sample < rowOf.length; sample++) {
      boolean takesPart = ploidy[sample] > 0 && traits.complete(sample);
      rowOf[sample] = takesPart ? rows++ : -1;
    }
    List<double[]> used = new ArrayList<>();
    for (int i = 0; i < traits.covariates() + (ploidyIsCovariate ? 1 : 0); i++) {
      double[] column = new double[rowOf.length];
      for (int sample = 0; sample < column.length; sample++) {
        column[sample] = i == traits.covariates() ? ploidy[sample] : traits.covariate(i, sample);
      }
      if (varies(column, rowOf)) {
        used.add(column);
      }
    }
    return new Design(traits, used, rowOf, rows, ploidy);
  }

  /** Samples that take part. */
  public int rows() {
    return phenotype.length;
  }

  private static boolean varies(double[] column, int[] rowOf) {
    double first = Double.NaN;
    for (int sample = 0; sample < column.length; sample++) {
      if (rowOf[sample] >= 0) {
        if (!Double.isNaN(first) && column[sample] != first) {
          return true;
        }
        first = column[sample];
      }
    }
    return false;
  }

  /** The column in units of its standard deviation from its mean, so that sums lose no digits. */
  double standardised(int row, int column) {
    return (values[patternOf[row] * columns + column] - centre[column]) * scale[column];
  }

  private void standardise() {
    Arrays.fill(scale, 1);
    for (int column = 1; column < columns; column++) {
      double sum = 0;
      for (int pattern : patternOf) {
        sum += values[pattern * columns + column];
      }
      centre[column] = sum / rows();
      double squares = 0;
      for (int row = 0; row < rows(); row++) {
        double deviation = standardised(row, column);
        squares += deviation * deviation;
      }
      scale[column] = 1 / Math.sqrt(squares / rows());
    }
  }

  private Moments moments(boolean allCopies) {
    double mean = Arrays.stream(phenotype).sum() / Math.max(rows(), 1);
    Moments moments = new Moments(columns, mean);
    double[] row = new double[columns];
    for (int i = 0; i < rows(); i++) {
      fill(row, i);
      moments.add(row, phenotype[i], allCopies ? ploidy[patternOf[i]] : 0, 1);
    }
    return moments;
  }

  /** Writes the standardised columns of a row. */
  void fill(double[] to, int row) {
    for (int column = 0; column < columns; column++) {
      to[column] = standardised(row, column);
    }
  }

  /** The distinct rows. */
  private static final class Patterns {
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<Key> keys = new ArrayList<>();

    int number(double[] values, byte ploidy) {
      Key key = new Key(values, ploidy);
      Integer number = numbers.putIfAbsent(key, keys.size());
      if (number == null) {
        keys.add(key);
        return keys.size() - 1;
      }
      return number;
    }

    double[] values(int columns) {
      double[] all = new double[keys.size() * columns];
      for (int i = 0; i < keys.size(); i++) {
        System.arraycopy(keys.get(i).values, 0, all, i * columns, columns);
      }
      return all;
    }

    byte[] ploidy() {
      byte[] all = new byte[keys.size()];
      for (int i = 0; i < all.length; i++) {
        all[i] = keys.get(i).ploidy;
      }
      return all;
    }
  }

  /** A row, equal to others with the same numbers. */
  private static final class Key {
    private final double[] values;
    private final byte ploidy;

    Key(double[] values, byte ploidy) {
      this.values = values;
      this.ploidy = ploidy;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && ploidy == key.ploidy && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(values) + ploidy;
    }
  }
}
