package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.OutsideCalls;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.table.Cells;

/**
 * What other tools called of pharmacogenes: sample_id, gene, and any of diplotype, phenotype and
 * activity_score. A gene of a sample may have several lines.
 */
final class OutsideFile {
  private static final String KNOWN = "known_sample";
  private static final List<String> REQUIRED = List.of(OutsideCalls.SAMPLE_ID, OutsideCalls.GENE);
  private static final List<String> OPTIONAL =
      List.of(OutsideCalls.DIPLOTYPE, OutsideCalls.PHENOTYPE, OutsideCalls.ACTIVITY_SCORE);

  private static final StructType VALUES =
      new StructType()
          .add(OutsideCalls.SAMPLE_ID, DataTypes.StringType)
          .add(OutsideCalls.GENE, DataTypes.StringType)
          .add(OutsideCalls.DIPLOTYPE, DataTypes.StringType)
          .add(OutsideCalls.PHENOTYPE, DataTypes.StringType)
          .add(OutsideCalls.ACTIVITY_SCORE, DataTypes.StringType);

  private OutsideFile() {}

  /**
   * One row per data line; rejected where no VCF file holds the sample. Triggers no action.
   *
   * @param samples one row per sample, with sample_id
   */
  static Dataset<Row> read(SparkSession spark, List<SourceFile> files, Dataset<Row> samples) {
    Dataset<Row> names = samples.select(col(OutsideCalls.SAMPLE_ID), lit(true).as(KNOWN));
    Dataset<Row> lines =
        CsvFiles.read(spark, files, REQUIRED, OPTIONAL, VALUES, OutsideFile::values)
            .join(broadcast(names), new String[] {OutsideCalls.SAMPLE_ID}, "left");
    return LineStates.reject(
            lines,
            col(KNOWN).isNull(),
            "unknown-sample",
            "no genotype file of the source holds the sample")
        .drop(KNOWN);
  }

  /** One row per line in use under {@code clinical.outside_calls}. */
  static Dataset<Row> calls(Dataset<Row> lines, String source) {
    return OutsideCalls.TABLE.conform(
        lines
            .filter(LineStates.accepted())
            .selectExpr(VALUES.fieldNames())
            .withColumn(OutsideCalls.SOURCE, lit(source)));
  }

  private static Object[] values(Cells cells) throws RejectedLine {
    Object[] values = new Object[VALUES.size()];
    boolean says = false;
    for (int i = 0; i < values.length; i++) {
      values[i] = cells.text(i);
      if (i < REQUIRED.size() && values[i] == null) {
        throw new RejectedLine("no-identifier", "the line names no sample or no gene");
      }
      says |= i >= REQUIRED.size() && values[i] != null;
    }
    if (!says) {
      throw new RejectedLine(
          "no-call", "the line has neither a diplotype nor a phenotype nor an activity score");
    }
    return values;
  }
}
