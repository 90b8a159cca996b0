package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.statistics.Predictions;

/**
 * Predictions on the driver, bounded in number.
 *
 * @param predictions sorted by subject and index time
 * @param groups values of the further columns, one list per column, parallel to the predictions;
 *     null where unknown
 * @param note empty, or how a sample was taken
 */
public record Collected(Predictions predictions, List<List<String>> groups, String note) {
  /**
   * Collects {@code rows} with subject, index time, label and weight. Of more than {@code most}
   * rows a seeded sample of subjects is taken, with all samples of each. Triggers one action.
   *
   * @param score column of the score
   * @param others further columns to bring along, as text
   * @param size number of rows
   */
  public static Collected of(
      Dataset<Row> rows, String score, List<String> others, long size, long most, long seed) {
    SubjectSample sample = SubjectSample.of(rows, size, most, seed);
    List<Column> columns = new ArrayList<>();
    columns.add(col(SUBJECT_ID));
    columns.add(unix_micros(col(INDEX_TIME)));
    List.of(LABEL, WEIGHT, score).forEach(c -> columns.add(col(c)));
    others.forEach(c -> columns.add(col("`" + c + "`").cast("string")));
    List<Row> collected =
        new ArrayList<>(sample.rows().select(columns.toArray(Column[]::new)).collectAsList());
    collected.sort(
        Comparator.<Row>comparingLong(r -> r.getLong(0)).thenComparingLong(r -> r.getLong(1)));
    return new Collected(predictions(collected), groups(collected, others.size()), sample.note());
  }

  /** Samples of several disjoint parts together, sorted anew by subject. */
  public static Predictions together(List<Predictions> parts) {
    List<double[]> rows = new ArrayList<>();
    List<Long> subjects = new ArrayList<>();
    for (Predictions p : parts) {
      for (int i = 0; i < p.size(); i++) {
        subjects.add(p.subject()[i]);
        rows.add(new double[] {p.label()[i], p.score()[i], p.weight()[i]});
      }
    }
    int[] order =
        java.util.stream.IntStream.range(0, rows.size())
            .boxed()
            .sorted(Comparator.comparing(subjects::get))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Predictions(
        java.util.Arrays.stream(order).mapToLong(subjects::get).toArray(),
        column(rows, order, 0),
        column(rows, order, 1),
        column(rows, order, 2));
  }

  private static double[] column(List<double[]> rows, int[] order, int j) {
    return java.util.Arrays.stream(order).mapToDouble(i -> rows.get(i)[j]).toArray();
  }

  private static Predictions predictions(List<Row> rows) {
    return new Predictions(
        rows.stream().mapToLong(r -> r.getLong(0)).toArray(),
        rows.stream().mapToDouble(r -> r.getDouble(2)).toArray(),
        rows.stream().mapToDouble(r -> r.getDouble(4)).toArray(),
        rows.stream().mapToDouble(r -> r.getDouble(3)).toArray());
  }

  private static List<List<String>> groups(List<Row> rows, int count) {
    List<List<String>> groups = new ArrayList<>();
    for (int g = 0; g < count; g++) {
      int at = 5 + g;
      List<String> values = new ArrayList<>();
      rows.forEach(r -> values.add(r.getString(at)));
      groups.add(values);
    }
    return groups;
  }
}
