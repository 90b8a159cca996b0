package org.medley.jobs.cli;

/** What answers a query. */
enum SqlEngine {
  /** DuckDB where it can, else Spark. */
  AUTO,
  /** The embedded DuckDB, within this process and without Spark. */
  DUCKDB,
  /** Spark, for what outgrows one machine. */
  SPARK
}
