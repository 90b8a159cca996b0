package org.medley.jobs.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.medley.features.contract.Events;

/** Judges the rules that compare rows with each other. Each shuffles the columns that it needs. */
final class Groups {
  private static final String ROWS = "rows";
  private static final String FOUND = "found";

  private Groups() {}

  /** The verdict of {@code rule} on {@code rows}; executes one scan of the columns concerned. */
  static Verdict of(Rule rule, Dataset<Row> rows) {
    Dataset<Row> judged = rows.where(expr(rule.where()));
    Row counts;
    if (rule.check() instanceof Check.Unique unique) {
      counts = repeated(judged, unique);
    } else if (rule.check() instanceof Check.NoOverlap overlap) {
      counts = overlapping(judged, overlap);
    } else if (rule.check() instanceof Check.Reference reference) {
      counts = dangling(judged, rows, reference);
    } else {
      throw new IllegalArgumentException(rule.name() + " compares no rows");
    }
    return rule.judged(counts.getLong(0), counts.getLong(1));
  }

  /** Rows are compared by 96 bits of hash, which shuffles less than the values. */
  private static Row repeated(Dataset<Row> rows, Check.Unique unique) {
    Column[] columns = columns(unique.columns());
    return rows.groupBy(xxhash64(columns), hash(columns))
        .agg(count(lit(1)).as(ROWS))
        .agg(total(col(ROWS)), total(col(ROWS).minus(1)))
        .first();
  }

  private static Row overlapping(Dataset<Row> rows, Check.NoOverlap overlap) {
    Column start = col(overlap.start());
    Column end = col(overlap.end());
    Column before =
        max(end)
            .over(
                Window.partitionBy(columns(overlap.within()))
                    .orderBy(start, end)
                    .rowsBetween(Window.unboundedPreceding(), -1));
    return rows.where(start.isNotNull().and(end.isNotNull()))
        .select(start.lt(before).as(FOUND))
        .agg(count(lit(1)), total(when(col(FOUND), 1L).otherwise(0L)))
        .first();
  }

  private static Row dangling(Dataset<Row> rows, Dataset<Row> all, Check.Reference reference) {
    Dataset<Row> targets =
        all.where(expr(reference.target()))
            .select(col(Events.SOURCE), col(reference.key()).as(reference.column()))
            .distinct()
            .withColumn(FOUND, lit(true));
    return rows.where(col(reference.column()).isNotNull())
        .groupBy(Events.SOURCE, reference.column())
        .agg(count(lit(1)).as(ROWS))
        .join(targets, new String[] {Events.SOURCE, reference.column()}, "left")
        .agg(total(col(ROWS)), total(when(col(FOUND).isNull(), col(ROWS)).otherwise(0L)))
        .first();
  }

  private static Column total(Column rows) {
    return coalesce(sum(rows), lit(0L));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
