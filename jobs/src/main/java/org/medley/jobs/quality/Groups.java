package org.medley.jobs.quality;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.medley.features.contract.Events;

/** Judges the rules that compare rows with each other. Each shuffles the columns that it needs. */
final class Groups {
  private static final String NAME = "name";
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
      counts = dangling(rows, coalesce(expr(rule.where()), lit(false)), reference);
    } else {
      throw new IllegalArgumentException(rule.name() + " compares no rows");
    }
    return rule.judged(counts.getLong(0), counts.getLong(1));
  }

  /** Rows are compared by 64 bits of hash, which shuffles less than the values. */
  private static Row repeated(Dataset<Row> rows, Check.Unique unique) {
    List<Column> values = new ArrayList<>(List.of(columns(unique.columns())));
    // A hash passes nulls over, so which of the values are null counts with them.
    Column nulls = lit(0L);
    for (int i = 0; i < unique.columns().size(); i++) {
      nulls = nulls.plus(when(values.get(i).isNull(), 1L << i).otherwise(0L));
    }
    values.add(nulls);
    return rows.groupBy(xxhash64(values.toArray(Column[]::new)))
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

  /**
   * What is named and what names it meet by 64 bits of hash, without a join. Where both stand in
   * the same column, one scan gives them.
   */
  private static Row dangling(Dataset<Row> rows, Column judged, Check.Reference reference) {
    Column refers = when(judged, 1L).otherwise(0L);
    Column target = coalesce(expr(reference.target()), lit(false));
    boolean own = reference.column().equals(reference.key());
    Dataset<Row> roles = role(rows, reference.column(), refers, own ? target : lit(false));
    if (!own) {
      roles = roles.union(role(rows.where(target), reference.key(), lit(0L), lit(true)));
    }
    return roles
        .groupBy(NAME)
        .agg(sum(ROWS).as(ROWS), max(FOUND).as(FOUND))
        .agg(total(col(ROWS)), total(when(col(FOUND), 0L).otherwise(col(ROWS))))
        .first();
  }

  private static Dataset<Row> role(Dataset<Row> rows, String name, Column refers, Column found) {
    return rows.where(col(name).isNotNull())
        .select(xxhash64(col(Events.SOURCE), col(name)).as(NAME), refers.as(ROWS), found.as(FOUND));
  }

  private static Column total(Column rows) {
    return coalesce(sum(rows), lit(0L));
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }
}
