package org.medley.jobs.source.meds;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_replace;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.CodeParents;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.table.ParquetFiles;

/** The parents of codes that {@code metadata/codes.parquet} states. */
final class MedsHierarchy {
  private static final String PARENTS = "parent_codes";
  private static final String ORIGIN = "codes.parquet";

  private MedsHierarchy() {}

  /**
   * Returns rows under {@link CodeParents#TABLE}; none where no file has {@code parent_codes}. A
   * parent that is written with one slash, {@code ICD9CM/250}, as OHDSI's tools do, gets the two of
   * codes here. Reads footers on the driver; triggers no action.
   */
  static Dataset<Row> of(SparkSession spark, String source, List<SourceFile> codes) {
    Column parent = regexp_replace(col(CodeParents.PARENT), lit("^([^/]+)/([^/])"), lit("$1//$2"));
    return ParquetFiles.groups(spark, codes).stream()
        .filter(group -> group.has(MedsColumns.CODE) && group.has(PARENTS))
        .map(group -> ParquetFiles.read(spark, group))
        .map(
            rows ->
                rows.select(
                        col(MedsColumns.CODE).as(CodeParents.CODE),
                        explode(col(PARENTS)).as(CodeParents.PARENT))
                    .where(col(CodeParents.CODE).isNotNull().and(parent.isNotNull()))
                    .select(
                        lit(source).as(CodeParents.SOURCE),
                        col(CodeParents.CODE),
                        parent.as(CodeParents.PARENT),
                        lit(ORIGIN).as(CodeParents.ORIGIN))
                    .distinct())
        .reduce(Dataset::union)
        .map(CodeParents.TABLE::conform)
        .orElseGet(() -> spark.createDataFrame(List.<Row>of(), CodeParents.TABLE.schema()));
  }
}
