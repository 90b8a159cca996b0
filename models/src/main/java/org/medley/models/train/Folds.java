package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Members.SUBJECT_ID;

import org.apache.spark.sql.Column;

/** Subject-wise folds: all samples of a person are in one fold. */
final class Folds {
  /** Name of the column. */
  static final String FOLD = "fold";

  private Folds() {}

  /** Fold from 0 to {@code folds - 1} by a hash of seed and subject. */
  static Column of(long seed, int folds) {
    return pmod(xxhash64(lit(seed), col(SUBJECT_ID)), lit((long) folds)).cast("int");
  }
}
