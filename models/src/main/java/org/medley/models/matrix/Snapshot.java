package org.medley.models.matrix;

import static org.apache.spark.sql.functions.col;
import static org.medley.features.contract.Members.TASK;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Members;

/**
 * What a model is trained and judged on: members, matrix and reference of one task, pinned. The
 * members may carry further columns that name subgroups; nothing else looks at them.
 *
 * @param task the task; rows of other tasks are passed over
 * @param members under {@link Members}
 * @param matrix under {@link org.medley.features.contract.Matrix}
 * @param reference under {@link org.medley.features.contract.Reference}
 */
public record Snapshot(
    String task, Dataset<Row> members, Dataset<Row> matrix, Dataset<Row> reference) {

  /** Purpose of members with a target window. */
  public static final String TRAIN_PURPOSE = "train";

  /** Purpose of members to be scored. */
  public static final String SCORE_PURPOSE = "score";

  /** Split that is fitted and tuned on. */
  public static final String TRAIN = "train";

  /** Split that is kept for judging. */
  public static final String TEST = "test";

  /** The task's members with a target window that are in {@code split}; one row per member. */
  public Dataset<Row> members(String split) {
    return members
        .where(col(TASK).equalTo(task))
        .where(col(Members.PURPOSE).equalTo(TRAIN_PURPOSE))
        .where(col(Members.SPLIT).equalTo(split));
  }
}
