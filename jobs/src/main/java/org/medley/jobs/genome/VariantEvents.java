package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.lit;

import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.PanelVariants;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;

/** The calls of chosen variants as events, as those of a panel are. */
public final class VariantEvents {
  private VariantEvents() {}

  /** How the codes of these events begin, before the variant's id. */
  public static String codes(String build) {
    return "VARIANT//" + build + ":";
  }

  /**
   * One row per linked sample and variant with a complete call, homozygous reference or not, under
   * {@code clinical.events}; see {@link GenomicEvents}.
   *
   * @param tables gives the slice of the source of a table
   * @param variants distinct {@code variant_id}s, few
   * @param build the assembly of the source
   */
  public static Dataset<Row> of(
      Function<TableContract, Dataset<Row>> tables,
      Dataset<Row> variants,
      String build,
      String source) {
    Dataset<Row> panel =
        variants
            .select(PanelVariants.VARIANT_ID)
            .withColumn(PanelVariants.SOURCE, lit(source))
            .withColumn(PanelVariants.CLASSIFICATION, lit(null).cast(DataTypes.StringType))
            .withColumn(PanelVariants.DESCRIPTION, lit(null).cast(DataTypes.StringType))
            .withColumn(PanelVariants.CLASSIFIED_TIME, lit(null).cast(DataTypes.TimestampType))
            .withColumn(PanelVariants.SUPERSEDED_TIME, lit(null).cast(DataTypes.TimestampType));
    Dataset<Row> facts =
        new PanelFacts(build)
            .of(table -> table == PanelVariants.TABLE ? panel : tables.apply(table));
    return GenomicEvents.of(FactColumns.of(facts), tables.apply(Samples.TABLE), source);
  }
}
