package org.medley.features.safety;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Subjects;

/**
 * What rules read.
 *
 * @param events rows under {@code clinical.events}, of all or at least of {@code people}
 * @param people one row per person to judge, with the columns of {@code clinical.subjects}
 * @param codes rows under {@code clinical.codes}
 * @param ancestors rows under {@code clinical.code_ancestors}
 * @param advice rows under {@code clinical.pharmacogene_advice}
 * @param guidelines rows under {@code clinical.drug_guidelines}
 * @param samples rows under {@code clinical.samples}
 */
public record SafetyTables(
    Dataset<Row> events,
    Dataset<Row> people,
    Dataset<Row> codes,
    Dataset<Row> ancestors,
    Dataset<Row> advice,
    Dataset<Row> guidelines,
    Dataset<Row> samples) {
  /** The session of the tables. */
  SparkSession spark() {
    return events.sparkSession();
  }

  /** The same, of those people whose ids {@code members} have; their events alone are read on. */
  public SafetyTables of(Dataset<Row> members) {
    Dataset<Row> ids = members.select(Subjects.SUBJECT_ID).distinct();
    String[] key = {Subjects.SUBJECT_ID};
    return new SafetyTables(
        events.join(ids, key, "left_semi"),
        people.join(ids, key, "left_semi"),
        codes,
        ancestors,
        advice,
        guidelines,
        samples);
  }
}
