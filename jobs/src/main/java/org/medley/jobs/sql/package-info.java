/**
 * Releases asked without Spark: an embedded DuckDB (https://duckdb.org) reads the files of the
 * pinned versions in place. Only lakes on a local file system, only tables without removed rows;
 * whatever is not served here, Spark serves under the same names.
 */
package org.medley.jobs.sql;
