package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.unix_micros;
import static org.medley.features.contract.Members.TARGET_END;
import static org.medley.features.contract.Members.TARGET_START;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.ModelFamily;
import org.medley.models.matrix.Snapshot;

/** The length of the time-at-risk. */
final class Horizon {
  private static final double MICROS_PER_DAY = 86_400e6;

  /** Months and years are of different lengths; more than that is another question. */
  private static final double SHORTEST = 0.95;

  private Horizon() {}

  /**
   * Days of the longest window of training members, rounded; 0 if none has an end. Triggers an
   * action.
   *
   * @throws NotTrainable if a family of {@code families} learns from times and the windows are not
   *     of one length
   */
  static int days(Snapshot snapshot, List<String> families) {
    Column length = unix_micros(col(TARGET_END)).minus(unix_micros(col(TARGET_START)));
    Row row =
        snapshot
            .members(Snapshot.TRAIN)
            .agg(max(length), min(length), count(length).equalTo(count(lit(1))))
            .first();
    boolean even =
        !row.isNullAt(0) && row.getBoolean(2) && row.getLong(1) >= SHORTEST * row.getLong(0);
    List<String> timed =
        families.stream()
            .filter(name -> ModelFamilies.named(name).target() == ModelFamily.Target.TIME)
            .toList();
    if (!even && !timed.isEmpty()) {
      throw new NotTrainable(
          "The windows of "
              + snapshot.task()
              + "'s label are of different lengths, but "
              + timed
              + " foretell a risk by one horizon: give the window a fixed length, or choose other"
              + " families.");
    }
    return row.isNullAt(0) ? 0 : (int) Math.round(row.getLong(0) / MICROS_PER_DAY);
  }
}
