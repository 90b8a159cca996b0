package org.medley.models.effect.unit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.models.effect.unit.UnitColumns.ARM;
import static org.medley.models.effect.unit.UnitColumns.SUBJECT;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Folds for cross-fitting: all rows of a subject are in one, whatever the partitions. */
final class Folds {
  static final String FOLD = "fold";

  /** From this many subjects in the smallest arm a hash alone balances folds well enough. */
  private static final long MANY = 2_000;

  private Folds() {}

  /**
   * The rows used to fit with {@link #FOLD}: by a hash of seed and subject or, where an arm has few
   * subjects, by their order under this hash within the arm, so that each fold has its share. The
   * latter shuffles twice.
   *
   * @param smallest subjects of the smallest arm
   */
  static Dataset<Row> of(Dataset<Row> used, long smallest, int folds, long seed) {
    Column hash = xxhash64(lit(seed), col(SUBJECT));
    if (smallest >= MANY) {
      return used.withColumn(FOLD, pmod(hash, lit((long) folds)).cast("int"));
    }
    Dataset<Row> subjects = used.groupBy(col(SUBJECT)).agg(min(col(ARM)).as(ARM));
    Column place = row_number().over(Window.partitionBy(col(ARM)).orderBy(hash, col(SUBJECT)));
    Dataset<Row> drawn =
        subjects.select(col(SUBJECT), pmod(place.plus(col(ARM)), lit(folds)).cast("int").as(FOLD));
    return used.join(drawn, SUBJECT);
  }
}
