package org.medley.models.statistics.survival;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A data set of the survival package, column by column. */
record Table(List<String> names, List<String[]> rows) {
  static Table read(String name) {
    try (InputStream in = Table.class.getResourceAsStream("/org/medley/models/survival/" + name)) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return new Table(
          List.of(lines.get(0).split(",")),
          lines.stream().skip(1).map(line -> line.split(",")).toList());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int size() {
    return rows.size();
  }

  String[] texts(String name) {
    return rows.stream().map(row -> row[names.indexOf(name)]).toArray(String[]::new);
  }

  double[] numbers(String name) {
    return Arrays.stream(texts(name)).mapToDouble(Double::parseDouble).toArray();
  }

  int[] whole(String name) {
    return Arrays.stream(texts(name)).mapToInt(Integer::parseInt).toArray();
  }

  long[] subjects() {
    long[] subjects = new long[size()];
    Arrays.setAll(subjects, i -> i);
    return subjects;
  }

  double[] ones() {
    double[] ones = new double[size()];
    Arrays.fill(ones, 1);
    return ones;
  }
}
