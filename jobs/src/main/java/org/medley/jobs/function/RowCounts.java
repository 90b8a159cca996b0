package org.medley.jobs.function;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;
import org.medley.features.function.Call;

/**
 * Counts some rows of a dataset by group and kind while it is computed, without a pass of its own
 * and without looking at the others. Counts are whole once one action has computed every row.
 *
 * <p>Decision: not {@code observe}, which evaluates every count for every row.
 */
public final class RowCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Map<String, LongAccumulator> counters = new HashMap<>();
  private transient Map<UTF8String, Map<UTF8String, LongAccumulator>> byGroup;

  /** Counts for each of {@code groups} and {@code kinds}; no others may come. */
  public RowCounts(SparkContext context, List<String> groups, List<String> kinds) {
    groups.forEach(
        group -> kinds.forEach(kind -> counters.put(key(group, kind), context.longAccumulator())));
  }

  /** The column {@code kind}, whose rows are counted by {@code group} where it is not null. */
  public Column counted(String group, Column kind) {
    return new Call(this, "count", DataTypes.StringType).once(col(group), kind);
  }

  /** Counts one row and returns {@code kind}. */
  public UTF8String count(UTF8String group, UTF8String kind) {
    if (byGroup == null) {
      byGroup = new HashMap<>();
      counters.forEach(
          (key, counter) -> {
            String[] parts = key.split("\n", 2);
            byGroup
                .computeIfAbsent(UTF8String.fromString(parts[0]), any -> new HashMap<>())
                .put(UTF8String.fromString(parts[1]), counter);
          });
    }
    byGroup.get(group).get(kind).add(1);
    return kind;
  }

  /** The rows of {@code group} and {@code kind}. */
  public long of(String group, String kind) {
    return counters.get(key(group, kind)).value();
  }

  /** The rows of {@code kind}, by group, without groups that have none. */
  public Map<String, Long> of(String kind) {
    Map<String, Long> found = new TreeMap<>();
    counters.forEach(
        (key, counter) -> {
          String[] parts = key.split("\n", 2);
          if (parts[1].equals(kind) && counter.value() > 0) {
            found.put(parts[0], counter.value());
          }
        });
    return found;
  }

  private static String key(String group, String kind) {
    return group + "\n" + kind;
  }

  @Override
  public String toString() {
    return "counts";
  }
}
