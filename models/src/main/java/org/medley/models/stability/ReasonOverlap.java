package org.medley.models.stability;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.Strongest;

/** Whether the strongest reasons of some members are the same by another model. */
final class ReasonOverlap {
  /** Reasons of a member that are compared. */
  static final int REASONS = 5;

  private static final int MEMBERS = 200;

  private final List<Vector> members;
  private final List<Set<Integer>> reasons;

  private ReasonOverlap(List<Vector> members, List<Set<Integer>> reasons) {
    this.members = members;
    this.reasons = reasons;
  }

  /** The reasons by {@code contributions} of 200 members of {@code rows}: one action. */
  static ReasonOverlap of(Dataset<Row> rows, Contributions contributions, long seed) {
    List<Vector> members = new ArrayList<>();
    rows.orderBy(xxhash64(lit(seed), col(SUBJECT_ID)), col(INDEX_TIME))
        .limit(MEMBERS)
        .select(FEATURES)
        .collectAsList()
        .forEach(row -> members.add(row.getAs(0)));
    return new ReasonOverlap(
        members, members.stream().map(member -> strongest(contributions, member)).toList());
  }

  /** Mean share of a member's reasons that are among its reasons by {@code others}; NaN: none. */
  double with(Contributions others) {
    return IntStream.range(0, members.size())
        .filter(i -> !reasons.get(i).isEmpty())
        .mapToDouble(
            i -> {
              Set<Integer> kept = new HashSet<>(strongest(others, members.get(i)));
              kept.retainAll(reasons.get(i));
              return kept.size() / (double) reasons.get(i).size();
            })
        .average()
        .orElse(Double.NaN);
  }

  private static Set<Integer> strongest(Contributions contributions, Vector member) {
    return Arrays.stream(Strongest.of(contributions.of(member), REASONS))
        .boxed()
        .collect(Collectors.toSet());
  }
}
