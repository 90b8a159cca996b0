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

import org.apache.spark.sql.Column;

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
   * such a sample never trains under a time split; without target window the index is its end.
   */
  static Column split(Plan plan) {
    if (plan.purpose() == Purpose.SCORE) {
      return lit(NONE);
    }
    SplitRule rule = plan.task().split();
    if (rule == null) {
      return lit(TRAIN);
    }
    Column cutoff = lit(Micros.of(rule.cutoff()));
    Column end = plan.labelWindow() < 0 ? col(INDEX_TIME) : col(TARGET_END);
    Column trains = coalesce(end.leq(cutoff), lit(false));
    return when(
            isTestPerson(rule),
            when(col(INDEX_TIME).geq(cutoff), lit(TEST)).otherwise(lit(EMBARGO)))
        .otherwise(when(trains, lit(TRAIN)).otherwise(lit(EMBARGO)));
  }

  /** A hash of seed and person alone, so that a person stays where it is as the cohort grows. */
  private static Column isTestPerson(SplitRule rule) {
    return pmod(xxhash64(lit(rule.seed()), col(SUBJECT_ID)), lit(SHARES))
        .lt(lit(Math.round(rule.testShare() * SHARES)));
  }
}
