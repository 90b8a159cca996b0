package org.medley.models.promotion;

import static org.apache.spark.sql.functions.lit;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SPLIT;
import static org.medley.features.contract.Members.SUBJECT_ID;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.matrix.Snapshot;

/**
 * The members that an updated model can be compared on: in the snapshots that this makes, split
 * train holds those that the order of its risks was learnt from, and split test the others.
 * Triggers no action.
 *
 * <p>Decision: a recalibration puts all log odds on one line, so that it can neither learn nor
 * forget who is at a higher risk than whom. The members that it was fitted on are test members of
 * it, unless the model before learnt from these people. What a refit was fitted on is not.
 */
public final class HeldOut {
  private static final String[] MEMBER = {SUBJECT_ID, INDEX_TIME};
  private static final String[] PERSON = {SUBJECT_ID};

  private HeldOut() {}

  /** Of a recalibration without knowledge of the model before: all that it was fitted on. */
  public static Snapshot ofRecalibration(Snapshot fitted) {
    return with(fitted, fitted.members().withColumn(SPLIT, lit(Snapshot.TEST)), fitted.matrix());
  }

  /**
   * Of a recalibration.
   *
   * @param before held-out members of the model that was recalibrated
   * @param fitted what it was recalibrated on, in the vocabulary of {@code before}
   */
  public static Snapshot ofRecalibration(Snapshot before, Snapshot fitted) {
    Dataset<Row> learnt = before.members(Snapshot.TRAIN).select(SUBJECT_ID).distinct();
    Dataset<Row> added =
        fitted.members().join(learnt, PERSON, "left_anti").withColumn(SPLIT, lit(Snapshot.TEST));
    return with(before, added(before.members(), added), added(before.matrix(), fitted.matrix()));
  }

  /**
   * Of a refit on people of the same lake: everybody whom the model before knew, of whatever split,
   * but the people that it was fitted on.
   *
   * @param before all members that the model before knew
   * @param fitted what it was fitted on
   */
  public static Snapshot ofRefit(Snapshot before, Snapshot fitted) {
    Dataset<Row> learnt = fitted.members().select(SUBJECT_ID).distinct();
    Dataset<Row> others =
        before.members().join(learnt, PERSON, "left_anti").withColumn(SPLIT, lit(Snapshot.TEST));
    return with(before, added(others, fitted.members()), before.matrix());
  }

  /** Of a refit on people elsewhere: everybody whom the model before knew. */
  public static Snapshot ofRefitElsewhere(Snapshot before) {
    return with(before, before.members().withColumn(SPLIT, lit(Snapshot.TEST)), before.matrix());
  }

  private static Snapshot with(Snapshot snapshot, Dataset<Row> members, Dataset<Row> matrix) {
    return new Snapshot(snapshot.task(), members, matrix, snapshot.reference());
  }

  /** {@code rows}, and {@code newer} in the place of the same members. */
  private static Dataset<Row> added(Dataset<Row> rows, Dataset<Row> newer) {
    return rows.join(newer.select(SUBJECT_ID, INDEX_TIME), MEMBER, "left_anti")
        .unionByName(newer, true);
  }
}
