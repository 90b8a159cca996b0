package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.SourceFile;

/**
 * Variants that several lines state. Lines that agree on every call are one statement: the first by
 * file and line counts, and a line of which nothing is left is a duplicate. Lines that disagree on
 * a call, or on how far a symbolic allele reaches, are all rejected: nobody can say which is right,
 * and variants of the same name cannot be told apart.
 */
final class Rivals {
  /** Whether the line disagrees with another. */
  static final String CONFLICT = "conflict";

  /** Variants of the line that an earlier line states. */
  static final String REPEATED = "repeated";

  private static final String ALTERNATE = "alternate";
  private static final String CALLS = "calls_digest";
  private static final String TIMES = "times_stated";
  private static final String FIRST = "first_line";

  private Rivals() {}

  /**
   * One row per line that repeats or contradicts another: file, line, conflict, repeated. Shuffles
   * one small row per variant, and the rivals again; never the calls.
   */
  static Dataset<Row> find(Dataset<Row> lines) {
    Dataset<Row> stated =
        lines
            .filter(LineStates.accepted())
            .select(
                col(Quarantine.FILE),
                col(Quarantine.LINE),
                col(VcfLines.EXTENT),
                explode(col(VcfLines.ALTERNATES)).as(ALTERNATE))
            .select(
                col(Quarantine.FILE),
                col(Quarantine.LINE),
                col(VcfLines.EXTENT),
                col(ALTERNATE).getField(Variants.VARIANT_ID).as(Variants.VARIANT_ID),
                xxhash64(col(ALTERNATE).getField(AlternateRows.CALLS)).as(CALLS));
    Dataset<Row> repeated =
        stated.groupBy(Variants.VARIANT_ID).agg(count(lit(1)).as(TIMES)).filter(col(TIMES).gt(1));
    WindowSpec sameVariant = Window.partitionBy(Variants.VARIANT_ID);
    WindowSpec sameLine = Window.partitionBy(Quarantine.FILE, Quarantine.LINE);
    Column differs =
        differs(CALLS, sameVariant).or(coalesce(differs(VcfLines.EXTENT, sameVariant), lit(false)));
    Column line = struct(col(CONFLICT), col(Quarantine.FILE), col(Quarantine.LINE));
    return stated
        .join(repeated, new String[] {Variants.VARIANT_ID}, "left_semi")
        .withColumn(CONFLICT, differs)
        .withColumn(CONFLICT, max(col(CONFLICT)).over(sameLine))
        .withColumn(FIRST, min(line).over(sameVariant))
        .groupBy(Quarantine.FILE, Quarantine.LINE)
        .agg(
            max(col(CONFLICT)).as(CONFLICT),
            collect_set(when(line.notEqual(col(FIRST)), col(Variants.VARIANT_ID))).as(REPEATED))
        .filter(col(CONFLICT).or(array_size(col(REPEATED)).gt(0)));
  }

  /** Null where no line states it. */
  private static Column differs(String column, WindowSpec lines) {
    return min(col(column)).over(lines).notEqual(max(col(column)).over(lines));
  }

  /**
   * Returns {@code lines} without the variants that an earlier line states, with the state of lines
   * of which nothing is left, and with those in conflict rejected.
   */
  static Dataset<Row> settle(Dataset<Row> lines, Dataset<Row> rivals) {
    Column known = array_contains(col(REPEATED), lit("")).isNotNull();
    Column left =
        filter(
            col(VcfLines.ALTERNATES),
            alternate ->
                array_contains(col(REPEATED), alternate.getField(Variants.VARIANT_ID))
                    .equalTo(false));
    Column conflict = coalesce(col(CONFLICT), lit(false));
    Dataset<Row> joined =
        lines
            .join(rivals, new String[] {Quarantine.FILE, Quarantine.LINE}, "left")
            .withColumn(
                VcfLines.ALTERNATES,
                when(known.and(conflict.equalTo(false)), left).otherwise(col(VcfLines.ALTERNATES)));
    Dataset<Row> rejected =
        LineStates.reject(
            joined, conflict, "conflicting-site", "another line gives other calls for this site");
    return rejected
        .withColumn(
            LineStates.STATE,
            when(
                    LineStates.accepted()
                        .and(known)
                        .and(array_size(col(VcfLines.ALTERNATES)).equalTo(0)),
                    LineStates.DUPLICATE)
                .otherwise(col(LineStates.STATE)))
        .drop(CONFLICT, REPEATED);
  }

  /**
   * Returns {@code lines} with the text of those in conflict, which was not kept when they were
   * read: it is read again.
   */
  static Dataset<Row> withText(
      Dataset<Row> lines, Dataset<Row> rivals, SparkSession spark, List<SourceFile> files) {
    Dataset<Row> texts =
        LineReader.lines(spark, files)
            .join(
                rivals.filter(col(CONFLICT)),
                new String[] {LineReader.FILE, LineReader.LINE},
                "left_semi")
            .select(LineReader.FILE, LineReader.LINE, LineReader.TEXT);
    return lines
        .join(texts, new String[] {Quarantine.FILE, Quarantine.LINE}, "left")
        .withColumn(Quarantine.PAYLOAD, coalesce(col(Quarantine.PAYLOAD), col(LineReader.TEXT)))
        .drop(LineReader.TEXT);
  }
}
