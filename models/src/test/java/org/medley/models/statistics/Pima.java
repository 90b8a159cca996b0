package org.medley.models.statistics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The Pima data of MASS: covariates with a leading one, and labels. */
public record Pima(double[][] design, double[] label) {
  /** The 200 training rows. */
  public static Pima train() {
    return read("pima-tr.csv");
  }

  /** The 332 test rows. */
  public static Pima test() {
    return read("pima-te.csv");
  }

  /** Logistic regression of the labels on the design. */
  public LogisticFit fit() {
    return LogisticFit.fit(design, label, new double[label.length], ones(), null);
  }

  /** Risks of these rows by {@code fit}. */
  public double[] risks(LogisticFit fit) {
    return Arrays.stream(design)
        .mapToDouble(
            row -> {
              double sum = 0;
              for (int j = 0; j < row.length; j++) {
                sum += row[j] * fit.coefficients()[j];
              }
              return LogisticFit.expit(sum);
            })
        .toArray();
  }

  /** The intercept and covariate {@code j} only. */
  public Pima only(int j) {
    double[][] two =
        Arrays.stream(design).map(row -> new double[] {1, row[j]}).toArray(double[][]::new);
    return new Pima(two, label);
  }

  private double[] ones() {
    double[] ones = new double[label.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static Pima read(String name) {
    try (InputStream in = Pima.class.getResourceAsStream("/org/medley/models/pima/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String[]> rows = text.lines().skip(1).map(line -> line.split(",")).toList();
      double[][] design = new double[rows.size()][];
      double[] label = new double[rows.size()];
      for (int i = 0; i < label.length; i++) {
        String[] cells = rows.get(i);
        design[i] = new double[cells.length];
        design[i][0] = 1;
        for (int j = 0; j < cells.length - 1; j++) {
          design[i][j + 1] = Double.parseDouble(cells[j]);
        }
        label[i] = cells[cells.length - 1].contains("Yes") ? 1 : 0;
      }
      return new Pima(design, label);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
