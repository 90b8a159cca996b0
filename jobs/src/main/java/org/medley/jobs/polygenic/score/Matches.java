package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.polygenic.weight.Category;
import org.medley.jobs.polygenic.weight.ScoringFile;
import org.medley.jobs.polygenic.weight.Weight;

/** What the lines of all files say of each weight, on the driver. */
final class Matches {
  private static final int MOST_WARNINGS = 50;

  private final Category[] types;
  private final Category[] categories;
  private final Map<Integer, Category> contested = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private boolean contestedCounts;
  private long halfCalls;

  /** Nothing yet of as many weights. */
  Matches(int weights) {
    types = new Category[weights];
    categories = new Category[weights];
  }

  /** The matches in {@code parts}. One action. */
  static Matches collect(Dataset<Row> parts, List<ScoringFile> scores, List<String> files) {
    int weights = scores.stream().mapToInt(score -> score.weights().size()).sum();
    Matches matches = new Matches(weights);
    List<Row> rows =
        parts
            .filter(parts.col(PartColumns.SCORE).isNull())
            .orderBy(PartColumns.FILE, PartColumns.LINE)
            .collectAsList();
    long unsaid = 0;
    for (Row row : rows) {
      matches.add(row);
      unsaid += matches.warn(row, files.get(row.getInt(0)));
    }
    if (unsaid > 0) {
      matches.warnings.add("%d more such lines of VCF".formatted(unsaid));
    }
    return matches;
  }

  /** Sentences on lines that cannot be used. */
  List<String> warnings() {
    return warnings;
  }

  /** Calls at scored sites that are half-missing. */
  long halfCalls() {
    return halfCalls;
  }

  /**
   * Of weights that match several lines, the type of the line that is meant: the one that pgsc_calc
   * prefers, or a duplicate where several lines are as good.
   */
  Map<Integer, Category> contested() {
    return contested;
  }

  /** Whether sums hold a weight more than once. */
  boolean mustBeRepeated() {
    return contestedCounts;
  }

  /** The category of each weight of each score. */
  List<List<Category>> categories(List<ScoringFile> scores) {
    List<List<Category>> all = new ArrayList<>();
    int number = 0;
    for (ScoringFile score : scores) {
      List<Category> ofScore = new ArrayList<>(score.weights().size());
      for (Weight weight : score.weights()) {
        ofScore.add(weight.unscorable() == null ? category(number) : weight.unscorable());
        number++;
      }
      all.add(ofScore);
    }
    return all;
  }

  /** Whether a line has the variant of this weight, be it used or not. */
  boolean isFound(int weight) {
    return types[weight] != null;
  }

  private Category category(int weight) {
    Category found = categories[weight] == null ? Category.UNMATCHED : categories[weight];
    boolean duplicate = contested.get(weight) == Category.DUPLICATE;
    return duplicate && found == Category.UNMATCHED ? Category.DUPLICATE : found;
  }

  private void add(Row row) {
    halfCalls += row.getLong(17);
    List<Integer> weights = row.getList(11);
    List<Integer> foundTypes = row.getList(12);
    List<Integer> foundCategories = row.getList(13);
    for (int i = 0; i < weights.size(); i++) {
      int weight = weights.get(i);
      add(weight, Category.of(foundTypes.get(i)), Category.of(foundCategories.get(i)));
    }
  }

  /** Takes in what one line says of a weight. */
  void add(int weight, Category type, Category category) {
    Category before = types[weight];
    if (before != null) {
      contestedCounts |= category.counts() || categories[weight].counts();
      Category best = type.compareTo(before) < 0 ? type : before;
      Category meant = contested.get(weight);
      boolean tied = type == before || (meant == Category.DUPLICATE && best == before);
      contested.put(weight, tied ? Category.DUPLICATE : best);
    }
    if (before == null || type.compareTo(before) < 0) {
      types[weight] = type;
      categories[weight] = category;
    }
  }

  private long warn(Row row, String file) {
    List<Long> lines = row.getList(14);
    List<String> reasons = row.getList(15);
    int shown = Math.min(lines.size(), Math.max(MOST_WARNINGS - warnings.size(), 0));
    for (int i = 0; i < shown; i++) {
      warnings.add(
          "%s, line %d: %s; the line is left out".formatted(file, lines.get(i), reasons.get(i)));
    }
    return row.getLong(16) - shown;
  }

  /** The counts of {@code categories}, each category with its count, in their order. */
  static Map<Category, Long> counts(List<Category> categories) {
    Map<Category, Long> counts = new EnumMap<>(Category.class);
    Arrays.stream(Category.values()).forEach(category -> counts.put(category, 0L));
    categories.forEach(category -> counts.merge(category, 1L, Long::sum));
    return counts;
  }
}
