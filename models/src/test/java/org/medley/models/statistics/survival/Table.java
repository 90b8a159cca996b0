package org.medley.models.statistics.survival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A data set of the survival package, column by column. */
public record Table(List<String> names, List<String[]> rows) {
  /** The data set in the resource {@code name}. */
  public static Table read(String name) {
    try (InputStream in = Table.class.getResourceAsStream("/org/medley/models/survival/" + name)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new Table(
          List.of(lines.get(0).split(",")),
          lines.stream().skip(1).map(line -> line.split(",")).toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Number of rows. */
  public int size() {
    return rows.size();
  }

  /** A column as text. */
  public String[] texts(String name) {
    return rows.stream().map(row -> row[names.indexOf(name)]).toArray(String[]::new);
  }

  /** A column as numbers. */
  public double[] numbers(String name) {
    return Arrays.stream(texts(name)).mapToDouble(Double::parseDouble).toArray();
  }

  /** The number of row {@code i} in a column. */
  public double row(int i, String name) {
    return Double.parseDouble(rows.get(i)[names.indexOf(name)]);
  }

  /** A column as whole numbers. */
  public int[] whole(String name) {
    return Arrays.stream(texts(name)).mapToInt(Integer::parseInt).toArray();
  }

  /** One subject per row. */
  public long[] subjects() {
    long[] subjects = new long[size()];
    Arrays.setAll(subjects, i -> i);
    return subjects;
  }

  /** A weight of one per row. */
  public double[] ones() {
    double[] ones = new double[size()];
    Arrays.fill(ones, 1);
    return ones;
  }
}
