package org.medley.jobs.release;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Medley's own queries on one release; {@link Query} is for what users ask.
 *
 * <p>Decision: a view of {@link ReleaseTables#show} travels in time whenever a query on it is
 * planned, which takes Delta a Spark job each. Here a table is a temporary view of rows whose files
 * are known, made when the first query names it.
 */
public final class PinnedQueries {
  private final SparkSession spark;
  private final ReleaseTables tables;
  private final Set<String> seen = new HashSet<>();

  /** Queries on {@code tables}, whose views are seen in {@code spark} alone. */
  public PinnedQueries(SparkSession spark, ReleaseTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /** The rows of {@code query}, which names tables as {@code published.risk}. */
  public Dataset<Row> rows(String query) {
    String own = query;
    for (String name : tables.names()) {
      String view = "`" + name + "`";
      String named = own.replaceAll("\\b" + Pattern.quote(name) + "\\b", view);
      if (!named.equals(own) && seen.add(name)) {
        table(name).createOrReplaceTempView(view);
      }
      own = named;
    }
    return spark.sql(own);
  }

  /** The rows of the table {@code name}. */
  public Dataset<Row> table(String name) {
    return tables.read(name);
  }
}
