package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.ResourceVersions;

/**
 * What a load does to the tables, in rows. A row of {@code clinical.resources} is one that stood
 * there before the load or that the load put there.
 *
 * @param leaving rows of {@code clinical.resources} that are not current
 * @param moving those of them whose text is history, and not a repetition
 * @param deletions deletions that are new
 * @param returning old versions that have become current again
 */
record Effects(long leaving, long moving, long deletions, long returning) {
  /** The effects of {@code states}, as {@link Landing} gives them. Runs one job. */
  static Effects of(Dataset<Row> states) {
    Row counts =
        states
            .agg(
                count_if(isLeaving()),
                count_if(isLeaving().and(isSuperseded())),
                count_if(isDeletion()),
                count_if(isReturning()))
            .first();
    return new Effects(counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3));
  }

  static Column isLeaving() {
    Column landed = not(Versions.isStored()).or(col(Versions.WAS_CURRENT));
    return landed.and(not(col(ResourceVersions.DELETED))).and(not(isCurrent()));
  }

  static Column isSuperseded() {
    return col(Landing.STATE).equalTo(Landing.SUPERSEDED);
  }

  static Column isDeletion() {
    return col(ResourceVersions.DELETED)
        .and(not(Versions.isStored()))
        .and(col(Landing.STATE).notEqual(Landing.DUPLICATE));
  }

  static Column isReturning() {
    return Versions.isStored().and(not(col(Versions.WAS_CURRENT))).and(isCurrent());
  }

  private static Column isCurrent() {
    return col(Landing.STATE).equalTo(Landing.CURRENT);
  }
}
