package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.PharmacogeneCalls;
import org.medley.features.contract.TableContract;

/**
 * Pharmacogenes that are called: the phenotype in words with the diplotype; where one phenotype
 * alone follows, 1 for that and 0 for each other one that is seen among the samples; and the
 * activity score as a number. Where diplotypes that are not told apart differ in phenotype, no
 * number says which it is.
 */
final class PharmacogeneFacts implements GenomicFacts {
  private static final String SYSTEM = "PHARMACOGENE//";
  private static final String OR = " or ";
  private static final String PHENOTYPE = "phenotype";

  @Override
  public Dataset<Row> of(Function<TableContract, Dataset<Row>> tables) {
    Dataset<Row> called =
        tables.apply(PharmacogeneCalls.TABLE).where(col(PharmacogeneCalls.CALLED));
    return FactColumns.of(inWords(called))
        .unionByName(FactColumns.of(phenotypes(called)))
        .unionByName(FactColumns.of(scores(called)));
  }

  private static Dataset<Row> inWords(Dataset<Row> called) {
    return called.select(
        col(PharmacogeneCalls.SAMPLE_ID).as(FactColumns.SAMPLE_ID),
        concat(lit(SYSTEM), col(PharmacogeneCalls.GENE)).as(FactColumns.CODE),
        array_join(col(PharmacogeneCalls.PHENOTYPES), OR).as(FactColumns.TEXT_VALUE),
        concat_ws(
                " ", col(PharmacogeneCalls.GENE), array_join(col(PharmacogeneCalls.DIPLOTYPES), OR))
            .as(FactColumns.DESCRIPTION),
        kind(),
        col(PharmacogeneCalls.GENE).as(FactColumns.SOURCE_PART),
        col(PharmacogeneCalls.DEFINITION_VERSION).as(FactColumns.SOURCE_VERSION));
  }

  private static Dataset<Row> phenotypes(Dataset<Row> called) {
    Dataset<Row> certain = called.where(size(col(PharmacogeneCalls.PHENOTYPES)).equalTo(1));
    Dataset<Row> seen =
        certain
            .select(
                col(PharmacogeneCalls.GENE),
                explode(col(PharmacogeneCalls.PHENOTYPES)).as(PHENOTYPE))
            .distinct();
    Column own = col(PharmacogeneCalls.PHENOTYPES).getItem(0);
    Column part = concat_ws(":", col(PharmacogeneCalls.GENE), slug(col(PHENOTYPE)));
    return certain
        .join(broadcast(seen), PharmacogeneCalls.GENE)
        .select(
            col(PharmacogeneCalls.SAMPLE_ID).as(FactColumns.SAMPLE_ID),
            concat(lit(SYSTEM), part).as(FactColumns.CODE),
            when(own.equalTo(col(PHENOTYPE)), 1).otherwise(0).as(FactColumns.NUMERIC_VALUE),
            concat_ws(" ", col(PharmacogeneCalls.GENE), col(PHENOTYPE)).as(FactColumns.DESCRIPTION),
            kind(),
            part.as(FactColumns.SOURCE_PART),
            col(PharmacogeneCalls.DEFINITION_VERSION).as(FactColumns.SOURCE_VERSION));
  }

  /** A score that stands for itself and all above counts as itself. */
  private static Dataset<Row> scores(Dataset<Row> called) {
    Column score =
        regexp_replace(col(PharmacogeneCalls.ACTIVITY_SCORE), "[^0-9.]", "")
            .try_cast(DataTypes.DoubleType);
    Column part = concat(col(PharmacogeneCalls.GENE), lit(":activity-score"));
    return called
        .withColumn(FactColumns.NUMERIC_VALUE, score)
        .where(col(FactColumns.NUMERIC_VALUE).isNotNull())
        .select(
            col(PharmacogeneCalls.SAMPLE_ID).as(FactColumns.SAMPLE_ID),
            concat(lit(SYSTEM), part).as(FactColumns.CODE),
            col(FactColumns.NUMERIC_VALUE),
            concat(col(PharmacogeneCalls.GENE), lit(" activity score")).as(FactColumns.DESCRIPTION),
            kind(),
            part.as(FactColumns.SOURCE_PART),
            col(PharmacogeneCalls.DEFINITION_VERSION).as(FactColumns.SOURCE_VERSION));
  }

  private static Column kind() {
    return lit("Pharmacogene").as(FactColumns.SOURCE_TYPE);
  }

  private static Column slug(Column words) {
    return lower(regexp_replace(words, "[^A-Za-z0-9]+", "-"));
  }
}
