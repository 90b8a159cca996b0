package org.medley.jobs.source.vcf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.table.Columns;
import org.medley.jobs.source.table.DelimitedRows;
import org.medley.jobs.source.table.MappedRows;

/** The comma-separated files that stand beside the VCF files of a source. */
final class CsvFiles {
  private CsvFiles() {}

  /**
   * One row per line of {@code files}, see {@link MappedRows}. The mapper gets the cells of {@code
   * required}, then those of {@code optional}.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65 if a file lacks a required
   *     column
   */
  static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      List<String> required,
      List<String> optional,
      StructType values,
      MappedRows.CellMapper mapper) {
    List<String> names = new ArrayList<>(required);
    names.addAll(optional);
    Map<String, Columns> asked = new HashMap<>();
    for (SourceFile file : files) {
      asked.put(
          file.name(), new Columns(file.name(), names, required.stream().map(Set::of).toList()));
    }
    Dataset<Row> rows =
        DelimitedRows.read(spark, files, asked, DelimitedRows.Rules.of(','), header -> {});
    return MappedRows.of(spark, rows, List.of(), values, mapper);
  }
}
