package org.medley.features.cohort;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.features.contract.Members.TARGET_END;

import java.util.List;
import org.apache.spark.sql.Column;
import org.medley.features.cohort.SplitRule.Drawn;
import org.medley.features.cohort.SplitRule.Stated;

/** Assigns candidates to training and test; see {@link SplitRule}. */
final class Splits {
  private static final String TRAIN = "train";
  private static final String TEST = "test";
  private static final String EMBARGO = "embargo";
  private static final String NONE = "none";
  private static final long SHARES = 1_000_000L;

  private Splits() {}

  /**
   * The split of a candidate. A target whose end is open or not reached may run past any cutoff, so
   * such a sample never trains under a cutoff; without target window the index is its end.
   */
  static Column split(Plan plan) {
    if (plan.purpose() == Purpose.SCORE) {
      return lit(NONE);
    }
    SplitRule rule = plan.task().split();
    if (rule == null) {
      return lit(TRAIN);
    }
    Column person = person(rule);
    Column tests = person.equalTo(lit(TEST));
    Column trains = person.equalTo(lit(TRAIN));
    if (rule.cutoff() != null) {
      Column cutoff = lit(Micros.of(rule.cutoff()));
      Column end = plan.labelWindow() < 0 ? col(INDEX_TIME) : col(TARGET_END);
      tests = tests.and(col(INDEX_TIME).geq(cutoff));
      trains = trains.and(coalesce(end.leq(cutoff), lit(false)));
    }
    return when(tests, lit(TEST)).when(trains, lit(TRAIN)).otherwise(lit(EMBARGO));
  }

  /** What {@code rule} says of a person by facts; null: nothing, or it does not go by facts. */
  static String stated(SplitRule rule, PredicateTable table, SubjectRecord subject) {
    if (rule == null || !(rule.persons() instanceof Stated stated)) {
      return null;
    }
    List<Integer> counts =
        subject.statics().subList(table.statics().size(), subject.statics().size());
    int tests = stated.test().size();
    if (counts.subList(0, tests).stream().anyMatch(count -> count > 0)) {
      return TEST;
    }
    boolean trains =
        stated.train().isEmpty()
            || counts.subList(tests, counts.size()).stream().anyMatch(count -> count > 0);
    return trains ? TRAIN : null;
  }

  /** A hash of seed and person alone, so that a person stays where it is as the cohort grows. */
  private static Column person(SplitRule rule) {
    return rule.persons() instanceof Drawn drawn
        ? when(
                pmod(xxhash64(lit(drawn.seed()), col(SUBJECT_ID)), lit(SHARES))
                    .lt(lit(Math.round(drawn.testShare() * SHARES))),
                lit(TEST))
            .otherwise(lit(TRAIN))
        : coalesce(col(CandidateRows.STATED_SPLIT), lit(EMBARGO));
  }
}
