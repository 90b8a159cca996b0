package org.medley.jobs.source.omop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.table.Columns;
import org.medley.jobs.source.table.DelimitedRows;
import org.medley.jobs.source.table.ParquetFiles;
import org.medley.jobs.source.table.ParquetRows;

/** The rows of all tables together: one column for each {@link Field}, checked one by one. */
final class CdmRows {
  private CdmRows() {}

  /**
   * One row per row of the tables and blank line: {@link LineStates#COLUMNS}, the table, and the
   * fields as texts in one form. A row that lacks what every row of its table needs, or holds what
   * is no number or date, is rejected. Reads headers and footers on the driver; triggers no action.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65 that names a missing column
   *     with its table
   */
  static Dataset<Row> read(SparkSession spark, CdmFiles files) {
    List<Dataset<Row>> parts = new ArrayList<>();
    List<SourceFile> delimited = new ArrayList<>();
    Map<String, Columns> asked = new HashMap<>();
    files
        .delimited()
        .forEach(
            (table, own) -> {
              delimited.addAll(own);
              own.forEach(file -> asked.put(file.name(), CdmTables.ALL.get(table).asked()));
            });
    if (!delimited.isEmpty()) {
      parts.add(
          DelimitedRows.read(spark, delimited, asked, DelimitedRows.Rules.OF_HEADER, header -> {}));
    }
    files
        .parquet()
        .forEach(
            (table, own) ->
                ParquetFiles.groups(spark, own)
                    .forEach(
                        group ->
                            parts.add(
                                ParquetRows.texts(
                                    ParquetFiles.read(spark, group),
                                    group.files().get(0).name(),
                                    CdmTables.ALL.get(table).asked()))));
    for (CdmFiles.Delta delta : files.delta()) {
      parts.add(
          ParquetRows.texts(
              ParquetFiles.readDelta(spark, delta.root(), delta.files()),
              delta.table(),
              CdmTables.ALL.get(delta.table()).asked()));
    }
    Dataset<Row> cells = parts.stream().reduce(Dataset::union).orElseThrow();
    return spark.createDataFrame(cells.javaRDD().map(CdmChecks::checked), CdmChecks.SCHEMA);
  }
}
