package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.PanelVariants;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;
import org.medley.jobs.genotype.SampleCalls;

/**
 * The variants of the panel: one fact for each complete call, also where that is homozygous
 * reference. The number is the dosage, the text what the variant is held for; each classification
 * is a version of its own, known from its time on and superseded by the next.
 */
final class PanelFacts implements GenomicFacts {
  private static final String STATED = "stated";

  private final String build;

  /** Facts on the assembly {@code build}. */
  PanelFacts(String build) {
    this.build = build;
  }

  @Override
  public Dataset<Row> of(Function<TableContract, Dataset<Row>> tables) {
    Dataset<Row> panel = tables.apply(PanelVariants.TABLE).drop(PanelVariants.SOURCE);
    Dataset<Row> sites =
        tables
            .apply(Variants.TABLE)
            .select(Variants.VARIANT_ID)
            .join(broadcast(panel), Variants.VARIANT_ID);
    Dataset<Row> calls =
        SampleCalls.named(
                tables
                    .apply(Genotypes.TABLE)
                    .join(
                        broadcast(panel.select(Variants.VARIANT_ID)),
                        new String[] {Genotypes.VARIANT_ID},
                        "left_semi"),
                tables.apply(Samples.TABLE))
            .select(
                col(Genotypes.VARIANT_ID),
                col(Samples.SAMPLE_ID),
                col(Genotypes.DOSAGE),
                lit(true).as(STATED));
    Column dosage = when(col(STATED).isNull(), 0).otherwise(col(Genotypes.DOSAGE));
    return tables
        .apply(Samples.TABLE)
        .select(Samples.SAMPLE_ID)
        .crossJoin(sites)
        .join(calls, new String[] {Genotypes.VARIANT_ID, Samples.SAMPLE_ID}, "left")
        .withColumn(FactColumns.NUMERIC_VALUE, dosage)
        .filter(col(FactColumns.NUMERIC_VALUE).isNotNull())
        .select(
            col(Samples.SAMPLE_ID).as(FactColumns.SAMPLE_ID),
            concat(lit("VARIANT//" + build + ":"), col(Variants.VARIANT_ID)).as(FactColumns.CODE),
            col(FactColumns.NUMERIC_VALUE),
            col(PanelVariants.CLASSIFICATION).as(FactColumns.TEXT_VALUE),
            col(PanelVariants.DESCRIPTION).as(FactColumns.DESCRIPTION),
            lit("Genotype").as(FactColumns.SOURCE_TYPE),
            col(Variants.VARIANT_ID).as(FactColumns.SOURCE_PART),
            col(PanelVariants.CLASSIFIED_TIME).as(FactColumns.KNOWN_TIME),
            col(PanelVariants.SUPERSEDED_TIME).as(FactColumns.SUPERSEDED_TIME),
            col(PanelVariants.CLASSIFIED_TIME).as(FactColumns.SOURCE_VERSION));
  }
}
