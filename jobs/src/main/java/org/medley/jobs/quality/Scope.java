package org.medley.jobs.quality;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Codes;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.SamplePairs;
import org.medley.jobs.contract.SampleQuality;
import org.medley.jobs.contract.ScoreFiles;
import org.medley.jobs.contract.VariantQuality;

/**
 * What the conditions on a table may name: its columns, the as-of time, and for tables with a
 * subject also the birth date, sex and time of death of that.
 */
final class Scope {
  /** The last instant of the logical date. */
  static final String AS_OF_TIME = "as_of_time";

  /** The tables that rules may judge. */
  static final Map<String, TableContract> TABLES = tables();

  private static final List<String> OF_SUBJECT =
      List.of(Subjects.BIRTH_DATE, Subjects.SEX, Subjects.DEATH_TIME);

  private Scope() {}

  private static Map<String, TableContract> tables() {
    Map<String, TableContract> tables = new LinkedHashMap<>();
    for (TableContract table :
        List.of(
            Events.TABLE,
            Subjects.TABLE,
            SubjectLinks.TABLE,
            Codes.TABLE,
            ObservationPeriods.TABLE,
            Outcomes.TABLE,
            VariantQuality.TABLE,
            SampleQuality.TABLE,
            SamplePairs.TABLE,
            ScoreFiles.TABLE)) {
      tables.put(table.name(), table);
    }
    return tables;
  }

  /** The names that conditions on {@code table} may use. */
  static Set<String> columns(TableContract table) {
    Set<String> columns = new LinkedHashSet<>(Arrays.asList(table.schema().fieldNames()));
    if (columns.contains(Subjects.SUBJECT_ID)) {
      columns.addAll(OF_SUBJECT);
    }
    columns.add(AS_OF_TIME);
    return columns;
  }

  /**
   * Rows of {@code table} with the as-of time and, where any of {@code used} is the subject's, with
   * what is known of that, in one join. Of events the current ones alone.
   */
  static Dataset<Row> of(
      TableContract table,
      Dataset<Row> rows,
      Dataset<Row> subjects,
      Instant asOf,
      Set<String> used) {
    Set<String> own = Set.of(table.schema().fieldNames());
    Dataset<Row> current =
        own.contains(Events.SUPERSEDED_TIME)
            ? rows.where(col(Events.SUPERSEDED_TIME).isNull())
            : rows;
    List<String> joined =
        OF_SUBJECT.stream().filter(name -> used.contains(name) && !own.contains(name)).toList();
    if (!joined.isEmpty()) {
      List<String> wanted = new java.util.ArrayList<>(joined);
      wanted.add(Subjects.SUBJECT_ID);
      current =
          current.join(
              subjects.select(wanted.stream().map(name -> col(name)).toArray(Column[]::new)),
              new String[] {Subjects.SUBJECT_ID},
              "left");
    }
    return current.withColumn(AS_OF_TIME, lit(asOf));
  }
}
