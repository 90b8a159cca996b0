package org.medley.jobs.release;

import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Runs a user's query on one release. Only queries are allowed; nothing can be changed. */
public final class Query {
  private final SparkSession spark;
  private final ReleaseTables tables;

  /** Queries on {@code tables}. */
  public Query(SparkSession spark, ReleaseTables tables) {
    this.spark = spark;
    this.tables = tables;
  }

  /**
   * The rows of {@code sql}; nothing is computed yet.
   *
   * @throws MedleyException with exit code 64 if the text is not a query or names an unknown table
   */
  public Dataset<Row> rows(String sql) {
    String query = sql.strip().replaceAll(";+$", "");
    try {
      LogicalPlan plan = spark.sessionState().sqlParser().parsePlan(query);
      if (plan instanceof Command || plan instanceof ParsedStatement) {
        throw new MedleyException(
            ExitCode.USAGE,
            "only queries are possible: a release cannot be changed",
            "begin with SELECT or WITH");
      }
      tables.show(Mentions.of(query, tables.names()));
      return analysed(query);
    } catch (ParseException e) {
      throw refused("this is not valid SQL: " + firstLine(e), remedy(), e);
    } catch (AnalysisException e) {
      throw refused("the query does not fit the tables: " + firstLine(e), remedy(e), e);
    }
  }

  /** Spark throws this checked exception without declaring it. */
  private Dataset<Row> analysed(String query) throws AnalysisException {
    return spark.sql(query);
  }

  private static MedleyException refused(String what, String remedy, Exception cause) {
    return new MedleyException(ExitCode.USAGE, what, remedy, cause);
  }

  private String remedy(AnalysisException e) {
    return Optional.ofNullable(e.getMessageParameters().get("relationName"))
        .map(name -> tables.known().remedy(name.replace("`", "")))
        .orElseGet(this::remedy);
  }

  private String remedy() {
    return "the tables are " + String.join(", ", tables.names());
  }

  private static String firstLine(Exception e) {
    return e.getMessage().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
  }
}
