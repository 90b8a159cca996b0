package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.SampleScores;
import org.medley.features.contract.TableContract;

/**
 * Polygenic scores: one fact for each that could be standardised; the number is the standardised
 * score, in standard deviations, the text how it was standardised.
 *
 * <p>Decision: principal components are no facts. They are axes of tonight's samples, so that a
 * model that was fitted on another night's would read other numbers; and ancestry is for audit, as
 * race and ethnicity are. {@code clinical.principal_components} has them.
 */
final class PolygenicFacts implements GenomicFacts {
  @Override
  public Dataset<Row> of(Function<TableContract, Dataset<Row>> tables) {
    return tables
        .apply(SampleScores.TABLE)
        .where(col(SampleScores.STANDARDISED).isNotNull())
        .select(
            col(SampleScores.SAMPLE_ID).as(FactColumns.SAMPLE_ID),
            concat(lit("PGS//"), col(SampleScores.SCORE_ID)).as(FactColumns.CODE),
            col(SampleScores.STANDARDISED).as(FactColumns.NUMERIC_VALUE),
            col(SampleScores.METHOD).as(FactColumns.TEXT_VALUE),
            lit("polygenic score in standard deviations").as(FactColumns.DESCRIPTION),
            lit("Polygenic score").as(FactColumns.SOURCE_TYPE),
            col(SampleScores.SCORE_ID).as(FactColumns.SOURCE_PART));
  }
}
