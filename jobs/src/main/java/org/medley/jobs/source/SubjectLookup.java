package org.medley.jobs.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.SubjectLinks;

/** Whose an identifier is, by the declared links. */
public final class SubjectLookup {
  /** Why a line is rejected whose person no source has declared, or not yet. */
  public static final String UNKNOWN = "unknown-subject";

  private static final String OTHER_ID = "other_id";

  private SubjectLookup() {}

  /**
   * Returns {@code lines}, which carry identifier_system and identifier, with subject_id added.
   * Those in use whose identifier belongs to nobody are rejected as {@link #UNKNOWN}, those where
   * it belongs to two subjects as {@code ambiguous-subject}. Shuffles the links once.
   */
  public static Dataset<Row> resolve(Dataset<Row> lines, Dataset<Row> links) {
    Dataset<Row> subjects =
        links
            .groupBy(SubjectLinks.IDENTIFIER_SYSTEM, SubjectLinks.IDENTIFIER)
            .agg(
                min(SubjectLinks.SUBJECT_ID).as(SubjectLinks.SUBJECT_ID),
                max(SubjectLinks.SUBJECT_ID).as(OTHER_ID));
    Column known = col(SubjectLinks.SUBJECT_ID).isNotNull();
    Column ambiguous = col(SubjectLinks.SUBJECT_ID).notEqual(col(OTHER_ID));
    Dataset<Row> joined =
        lines.join(
            subjects,
            new String[] {SubjectLinks.IDENTIFIER_SYSTEM, SubjectLinks.IDENTIFIER},
            "left");
    return joined
        .transform(
            rows ->
                LineStates.reject(
                    rows,
                    known.and(ambiguous),
                    "ambiguous-subject",
                    "the identifier belongs to more than one known person"))
        .transform(
            rows ->
                LineStates.reject(
                    rows, not(known), UNKNOWN, "the identifier belongs to nobody known"))
        .drop(OTHER_ID);
  }

  /** One text for an identifier and its system, of people whom another source declares. */
  public static Column key(Column system, Column identifier) {
    return concat(system, lit("|"), identifier);
  }

  /**
   * One row per {@link #key} that belongs to one subject: the key as {@code keyColumn}, and
   * subject_id. Shuffles the links once.
   */
  public static Dataset<Row> byKey(Dataset<Row> links, String keyColumn) {
    return links
        .groupBy(
            key(col(SubjectLinks.IDENTIFIER_SYSTEM), col(SubjectLinks.IDENTIFIER)).as(keyColumn))
        .agg(
            min(SubjectLinks.SUBJECT_ID).as(SubjectLinks.SUBJECT_ID),
            max(SubjectLinks.SUBJECT_ID).as(OTHER_ID))
        .where(col(SubjectLinks.SUBJECT_ID).equalTo(col(OTHER_ID)))
        .drop(OTHER_ID);
  }

  /** The links that {@code input} carries; none where no subjects are known. */
  public static Dataset<Row> links(SourceInput input) {
    SparkSession spark = input.spark();
    return input
        .links()
        .orElseGet(() -> spark.createDataFrame(java.util.List.of(), SubjectLinks.TABLE.schema()));
  }
}
