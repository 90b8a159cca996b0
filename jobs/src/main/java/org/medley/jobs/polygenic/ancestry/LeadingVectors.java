package org.medley.jobs.polygenic.ancestry;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The eigenvectors of the largest eigenvalues of a symmetric matrix, by the method of Lanczos with
 * full reorthogonalisation (Golub and Van Loan, Matrix Computations, 4th edition, section 10.3). It
 * begins with the same vector each time and adds in a fixed order, so that the same matrix gives
 * the same bits.
 *
 * <p>Decision: not ARPACK as MLlib calls it, whose start depends on what the process did before.
 */
final class LeadingVectors {
  private static final double TOLERANCE = 1e-11;
  private static final int BETWEEN_CHECKS = 20;
  private static final long SEED = 1;

  private final double[][] matrix;
  private final int wanted;
  private final List<double[]> basis = new ArrayList<>();
  private final List<Double> diagonal = new ArrayList<>();
  private final List<Double> beside = new ArrayList<>();
  private double[] values;
  private double[][] vectors;

  private LeadingVectors(double[][] matrix, int wanted) {
    this.matrix = matrix;
    this.wanted = wanted;
  }

  /** The first {@code wanted} of {@code matrix}, which has at least as many rows. */
  static LeadingVectors of(double[][] matrix, int wanted) {
    LeadingVectors found = new LeadingVectors(matrix, wanted);
    found.iterate();
    return found;
  }

  /** The eigenvalue with this number, from 0, the largest first. */
  double value(int number) {
    return values[number];
  }

  /** Its vector, of length one. */
  double[] vector(int number) {
    return vectors[number].clone();
  }

  private void iterate() {
    int size = matrix.length;
    double[] next = new double[size];
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < size; i++) {
      next[i] = random.nextDouble() - 0.5;
    }
    scale(next, 1 / norm(next));
    while (true) {
      basis.add(next);
      double[] image = times(next);
      diagonal.add(dot(image, next));
      orthogonalise(image);
      orthogonalise(image);
      double rest = norm(image);
      boolean last = basis.size() == size || rest < 1e-14 * Math.abs(diagonal.get(0));
      boolean due = basis.size() % BETWEEN_CHECKS == 0 && basis.size() > wanted;
      if ((last || due) && solve(rest, last)) {
        return;
      }
      beside.add(rest);
      scale(image, 1 / rest);
      next = image;
    }
  }

  /** Solves the small problem; whether the wanted vectors are good enough. */
  private boolean solve(double rest, boolean last) {
    double[] main = diagonal.stream().mapToDouble(Double::doubleValue).toArray();
    double[] side = beside.stream().mapToDouble(Double::doubleValue).toArray();
    EigenDecomposition small = new EigenDecomposition(main, side);
    int found = Math.min(wanted, main.length);
    for (int i = 0; i < found && !last; i++) {
      double residual = Math.abs(rest * small.getEigenvector(i).getEntry(main.length - 1));
      if (residual > TOLERANCE * small.getRealEigenvalue(0)) {
        return false;
      }
    }
    values = new double[wanted];
    vectors = new double[wanted][matrix.length];
    for (int i = 0; i < found; i++) {
      values[i] = small.getRealEigenvalue(i);
      double[] mixed = small.getEigenvector(i).toArray();
      for (int j = 0; j < mixed.length; j++) {
        add(vectors[i], basis.get(j), mixed[j]);
      }
      scale(vectors[i], 1 / norm(vectors[i]));
    }
    return true;
  }

  private double[] times(double[] vector) {
    double[] image = new double[vector.length];
    for (int i = 0; i < image.length; i++) {
      image[i] = dot(matrix[i], vector);
    }
    return image;
  }

  private void orthogonalise(double[] vector) {
    for (double[] known : basis) {
      add(vector, known, -dot(vector, known));
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] vector, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * vector[i];
    }
  }

  private static void scale(double[] vector, double times) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= times;
    }
  }

  private static double norm(double[] vector) {
    return Math.sqrt(dot(vector, vector));
  }
}
