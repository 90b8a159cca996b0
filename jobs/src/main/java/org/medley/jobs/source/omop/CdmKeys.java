package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Quarantine;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.SubjectLookup;
import org.medley.jobs.source.table.Checks;
import org.medley.jobs.source.table.TableRows;

/**
 * What the keys of rows say: rows that repeat another, rows that contradict another, and rows of
 * persons who are not there.
 */
final class CdmKeys {
  private static final String CONTENT = "content";
  private static final String FIRST = "first_row";
  private static final String CONTRADICTED = "contradicted";
  private static final String PERSON_KEY = "person_key";
  private static final String PERSON_STATE = "person_state";

  /** As many keys (about 100 bytes each) are sent to every task, where more are shuffled. */
  private static final long BROADCAST_ROWS = 500_000;

  private CdmKeys() {}

  /**
   * Returns {@code rows} with those of the same table, key and content made duplicates of the first
   * by file and row, and those of the same table and key with other content rejected. Triggers one
   * action, which shuffles the keys; the rows themselves are shuffled only where very many repeat.
   */
  static Dataset<Row> settle(Dataset<Row> rows) {
    Dataset<Row> repeated =
        rows.where(LineStates.accepted().and(Field.KEY.of().isNotNull()))
            .select(
                col(TableRows.TABLE),
                Field.KEY.of(),
                xxhash64(fields()).as(CONTENT),
                struct(col(Quarantine.FILE), col(Quarantine.LINE)).as(FIRST))
            .groupBy(TableRows.TABLE, Field.KEY.column())
            .agg(
                count(lit(1)).as("rows"),
                min(FIRST).as(FIRST),
                min(CONTENT).notEqual(max(CONTENT)).as(CONTRADICTED))
            .where(col("rows").gt(1))
            .drop("rows")
            .persist();
    try {
      long keys = repeated.count();
      return keys == 0
          ? rows
          : marked(rows, keys > BROADCAST_ROWS ? repeated : broadcast(repeated));
    } finally {
      repeated.unpersist();
    }
  }

  private static Dataset<Row> marked(Dataset<Row> rows, Dataset<Row> repeated) {
    Dataset<Row> joined =
        rows.join(repeated, new String[] {TableRows.TABLE, Field.KEY.column()}, "left");
    Column later = not(col(FIRST).equalTo(struct(col(Quarantine.FILE), col(Quarantine.LINE))));
    return new Checks()
        .add(
            col(CONTRADICTED),
            "conflicting-rows",
            "rows of the same table and key contradict each other")
        .reject(joined)
        .withColumn(
            LineStates.STATE,
            when(LineStates.accepted().and(later), LineStates.DUPLICATE)
                .otherwise(col(LineStates.STATE)))
        .drop(FIRST, CONTRADICTED);
  }

  /**
   * Returns {@code rows} with those rejected whose person has no row, or none that can be used: the
   * latter are not malformed themselves. One join with the persons.
   */
  static Dataset<Row> ofPersons(Dataset<Row> rows) {
    Dataset<Row> persons =
        rows.where(col(TableRows.TABLE).equalTo(CdmTables.PERSON).and(Field.KEY.of().isNotNull()))
            .groupBy(Field.KEY.of().as(PERSON_KEY))
            .agg(max(LineStates.accepted()).as(PERSON_STATE));
    Dataset<Row> joined = rows.join(persons, Field.PERSON.of().equalTo(col(PERSON_KEY)), "left");
    Column asks = Field.PERSON.of().isNotNull();
    return new Checks()
        .add(
            asks.and(col(PERSON_KEY).isNull()),
            "unknown-person",
            "the table person has no row with this person_id")
        .add(
            asks.and(not(col(PERSON_STATE))),
            SubjectLookup.UNKNOWN,
            "the row of this person_id in the table person was rejected")
        .reject(joined)
        .drop(PERSON_KEY, PERSON_STATE);
  }

  private static Column[] fields() {
    return Arrays.stream(Field.values()).map(Field::of).toArray(Column[]::new);
  }
}
