package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.jobs.lake.Checkpoints;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.Views;

/**
 * What statements take from other resources. Each of two lookups reads the other resources once; of
 * few statements only those that they name are parsed, and nothing is shuffled.
 *
 * @param views the site's views
 * @param resources under {@code clinical.resources}: where is looked
 * @param many how many statements look something up
 */
record Lookups(Views views, Dataset<Row> resources, long many) {
  private static final long FEW = 100_000;
  private static final String KEY = "key";
  private static final String JOINED = "joined_key";
  private static final String FOUND = "found";
  private static final String FOUND_TEXT = "found_text";
  private static final String FOUND_SYSTEM = "found_system";

  /** Whether a statement lacks a code or a time and names the resource that may have it. */
  static Column areNeeded() {
    return isCodeMissing()
        .and(col(Statements.CODE_KEY).isNotNull())
        .or(isTimeMissing().and(col(Statements.ENCOUNTER_KEY).isNotNull()));
  }

  private static Column isCodeMissing() {
    return col(Statements.CODE).isNull().and(col(Statements.CONCEPT).isNull());
  }

  private static Column isTimeMissing() {
    return col(Statements.TIME_TEXT).isNull();
  }

  /** {@code rows} with what they lack, as far as it is found. */
  Dataset<Row> in(Dataset<Row> rows) {
    return withEncounter(withCode(many <= FEW ? rows.transform(Checkpoints::of) : rows));
  }

  /** Codes and words from the resources that rows refer to, where they have none. */
  private Dataset<Row> withCode(Dataset<Row> rows) {
    Column key = when(isCodeMissing(), col(Statements.CODE_KEY));
    return lookUp(EventMapping.CODES, rows.select(key.as(KEY)))
        .map(
            codes ->
                codes.select(
                    col(KEY),
                    col("code_system").as(FOUND_SYSTEM),
                    col("code").as(FOUND),
                    col("code_text").as(FOUND_TEXT)))
        .map(
            found ->
                looked(rows, key, found)
                    .withColumn(
                        Statements.CODE_SYSTEM,
                        when(isCodeMissing(), col(FOUND_SYSTEM))
                            .otherwise(col(Statements.CODE_SYSTEM)))
                    .withColumn(Statements.CODE, coalesce(col(Statements.CODE), col(FOUND)))
                    .withColumn(
                        Events.DESCRIPTION, coalesce(col(Events.DESCRIPTION), col(FOUND_TEXT)))
                    .drop(FOUND, FOUND_SYSTEM, FOUND_TEXT))
        .orElse(rows);
  }

  /** The end of their encounter for rows without a time. */
  private Dataset<Row> withEncounter(Dataset<Row> rows) {
    Column key = when(isTimeMissing(), col(Statements.ENCOUNTER_KEY));
    return lookUp(EventMapping.ENCOUNTERS, rows.select(key.as(KEY)))
        .map(found -> found.select(col(KEY), col("end").as(Interpretation.ENCOUNTER_END)))
        .map(found -> looked(rows.drop(Interpretation.ENCOUNTER_END), key, found))
        .orElse(rows);
  }

  private Optional<Dataset<Row>> lookUp(String suffix, Dataset<Row> keys) {
    Set<String> named = many > FEW ? Set.of() : types(keys);
    return views.ending(suffix).stream()
        .filter(definition -> many > FEW || named.contains(definition.resource()))
        .map(definition -> new View(definition).rows(named(definition, keys), List.of()))
        .reduce(Dataset::unionByName);
  }

  private static Set<String> types(Dataset<Row> keys) {
    return keys
        .where(col(KEY).isNotNull())
        .select(substring_index(col(KEY), "/", 1))
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .collect(Collectors.toSet());
  }

  /** Where there are few keys, the resources that they name; else all. */
  private Dataset<Row> named(ViewDefinition definition, Dataset<Row> keys) {
    if (many > FEW) {
      return resources;
    }
    Dataset<Row> ids =
        keys.where(col(KEY).startsWith(definition.resource() + "/"))
            .select(Keys.id(col(KEY)).as(Resources.ID))
            .distinct();
    return resources
        .where(col(Resources.TYPE).equalTo(definition.resource()))
        .join(Landing.hinted(ids, many), new String[] {Resources.ID}, "left_semi");
  }

  /**
   * Rows with the columns that {@code found} has for {@code key}. Rows that look for nothing get a
   * key of their own, so that they do not all meet in one task.
   */
  private Dataset<Row> looked(Dataset<Row> rows, Column key, Dataset<Row> found) {
    Column own = concat(lit("#"), col(Events.SOURCE_ID));
    Dataset<Row> known = found.withColumnRenamed(KEY, JOINED);
    return rows.withColumn(JOINED, coalesce(key, own))
        .join(many > FEW ? known : Landing.hinted(known, many), new String[] {JOINED}, "left")
        .drop(JOINED);
  }
}
