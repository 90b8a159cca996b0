package org.medley.jobs.discovery;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.Members;
import org.medley.features.contract.Samples;

/** Whom a scan may look at. */
final class TrainingMembers {
  private static final String TRAIN = "train";
  private static final String PLACE = "place";

  private TrainingMembers() {}

  /**
   * One row per person with a known label among the training members (purpose train, split train)
   * and a sample that was taken and reported by the index time: the columns of {@code members} at
   * the first such index time, and the name of the sample reported first. Shuffles once, by person.
   */
  static Dataset<Row> of(Dataset<Row> members, Dataset<Row> samples) {
    Dataset<Row> labelled =
        members
            .where(col(Members.PURPOSE).equalTo(TRAIN))
            .where(col(Members.SPLIT).equalTo(TRAIN))
            .where(col(Members.LABEL).isNotNull());
    WindowSpec byPerson =
        Window.partitionBy(Members.SUBJECT_ID)
            .orderBy(Members.INDEX_TIME, Samples.REPORTED_TIME, Samples.SAMPLE_ID);
    return labelled
        .join(
            samples.select(
                Samples.SUBJECT_ID,
                Samples.SAMPLE_ID,
                Samples.COLLECTED_TIME,
                Samples.REPORTED_TIME),
            Members.SUBJECT_ID)
        .where(col(Samples.REPORTED_TIME).leq(col(Members.INDEX_TIME)))
        .where(
            col(Samples.COLLECTED_TIME)
                .isNull()
                .or(col(Samples.COLLECTED_TIME).leq(col(Members.INDEX_TIME))))
        .withColumn(PLACE, row_number().over(byPerson))
        .where(col(PLACE).equalTo(1))
        .drop(PLACE, Samples.COLLECTED_TIME, Samples.REPORTED_TIME);
  }
}
