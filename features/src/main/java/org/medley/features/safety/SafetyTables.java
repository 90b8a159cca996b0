package org.medley.features.safety;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

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
}
