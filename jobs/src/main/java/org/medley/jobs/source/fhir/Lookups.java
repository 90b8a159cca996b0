package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.jobs.view.View;
import org.medley.jobs.view.Views;

/**
 * What statements take from other resources. Each lookup shuffles the rows once, and reads the
 * other resources once.
 *
 * @param views the site's views
 * @param resources under {@code clinical.resources}: where is looked
 */
record Lookups(Views views, Dataset<Row> resources) {
  private static final String KEY = "key";
  private static final String JOINED = "joined_key";
  private static final String FOUND = "found";
  private static final String FOUND_TEXT = "found_text";
  private static final String FOUND_SYSTEM = "found_system";

  /** Codes and words from the resources that rows refer to, where they have none. */
  Dataset<Row> withCode(Dataset<Row> rows) {
    Optional<Dataset<Row>> codes = lookUp(EventMapping.CODES);
    return codes.map(known -> withCodeOf(rows, known)).orElse(rows);
  }

  private static Dataset<Row> withCodeOf(Dataset<Row> rows, Dataset<Row> known) {
    Dataset<Row> found =
        known.select(
            col(KEY),
            col("code_system").as(FOUND_SYSTEM),
            col("code").as(FOUND),
            col("code_text").as(FOUND_TEXT));
    return looked(rows, col(Statements.CODE).isNull(), col(Statements.CODE_KEY), found)
        .withColumn(
            Statements.CODE_SYSTEM,
            when(col(Statements.CODE).isNull(), col(FOUND_SYSTEM))
                .otherwise(col(Statements.CODE_SYSTEM)))
        .withColumn(Statements.CODE, coalesce(col(Statements.CODE), col(FOUND)))
        .withColumn(Events.DESCRIPTION, coalesce(col(Events.DESCRIPTION), col(FOUND_TEXT)))
        .drop(FOUND, FOUND_SYSTEM, FOUND_TEXT);
  }

  /** The end of their encounter for rows without a time. */
  Dataset<Row> withEncounter(Dataset<Row> rows) {
    Column missing = col(Statements.TIME_TEXT).isNull();
    return lookUp(EventMapping.ENCOUNTERS)
        .map(found -> found.select(col(KEY), col("end").as(Interpretation.ENCOUNTER_END)))
        .map(found -> looked(rows, missing, col(Statements.ENCOUNTER_KEY), found))
        .orElseGet(() -> withoutEncounter(rows));
  }

  /** The same for rows that need none. */
  static Dataset<Row> withoutEncounter(Dataset<Row> rows) {
    return rows.withColumn(Interpretation.ENCOUNTER_END, lit(null).cast(DataTypes.StringType));
  }

  private Optional<Dataset<Row>> lookUp(String suffix) {
    return views.ending(suffix).stream()
        .map(definition -> new View(definition).rows(resources, List.of()))
        .reduce(Dataset::unionByName);
  }

  /**
   * Rows with the columns that {@code found} has for their {@code key}, where {@code missing}. Rows
   * that look for nothing get a key of their own, so that they do not all meet in one task.
   */
  private static Dataset<Row> looked(
      Dataset<Row> rows, Column missing, Column key, Dataset<Row> found) {
    Column own = concat(lit("#"), col(Events.SOURCE_ID));
    return rows.withColumn(JOINED, coalesce(when(missing, key), own))
        .join(found.withColumnRenamed(KEY, JOINED), new String[] {JOINED}, "left")
        .drop(JOINED);
  }
}
