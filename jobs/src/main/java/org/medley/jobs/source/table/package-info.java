/**
 * Extracts that are tables: which files of a folder are which table, and their rows as texts with
 * the file and the number that each row has there. Formats are delimited text ({@link
 * org.medley.jobs.source.table.DelimitedRows}), Parquet and Delta ({@link
 * org.medley.jobs.source.table.ParquetRows}). What the columns mean is not known here: {@link
 * org.medley.jobs.source.table.MappedRows} asks the source.
 */
package org.medley.jobs.source.table;
