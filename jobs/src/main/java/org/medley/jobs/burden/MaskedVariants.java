package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.GeneBurden;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;

/** The variants of masks. */
final class MaskedVariants {
  static final String GENE = GeneBurden.GENE;
  static final String GENE_ID = VariantAnnotations.GENE_ID;
  static final String MASK = GeneBurden.MASK;

  private static final String OVERLAPPING_DELETION = "*";

  private MaskedVariants() {}

  /**
   * One row per variant, gene and mask that it belongs to there: variant_id, gene, gene_id, mask.
   * The alternates {@code *} and "any other" are no variants of their own and belong to none.
   * Shuffles what matches a mask.
   *
   * @param annotations {@code clinical.variant_annotations} of one source
   * @param variants {@code clinical.variants} of the same
   */
  static Dataset<Row> of(Dataset<Row> annotations, Dataset<Row> variants, BurdenSettings settings) {
    Column[] masks =
        settings.masks().stream()
            .map(mask -> when(mask.matches(), lit(mask.name())))
            .toArray(Column[]::new);
    Dataset<Row> matching =
        annotations
            .withColumn(MASK, explode(array_compact(array(masks))))
            .where(isWanted(settings))
            .select(
                VariantAnnotations.VARIANT_ID,
                GENE,
                GENE_ID,
                MASK,
                VariantAnnotations.POPULATION_FREQUENCY,
                VariantAnnotations.STATED_FREQUENCY)
            .distinct();
    return matching
        .join(counted(variants, settings), Variants.VARIANT_ID)
        .where(isRare(settings.masks()))
        .select(Variants.VARIANT_ID, GENE, GENE_ID, MASK)
        .distinct();
  }

  /** Whether {@code genes} holds the gene of a row, by its symbol or identifier. */
  static Column isOf(List<String> genes) {
    Object[] names = genes.toArray();
    return col(GENE).isin(names).or(col(GENE_ID).isNotNull().and(col(GENE_ID).isin(names)));
  }

  /** Whether the gene is counted, or asked for by the carrier list. */
  private static Column isWanted(BurdenSettings settings) {
    if (settings.genes().isEmpty()) {
      return lit(true);
    }
    List<String> genes = new ArrayList<>(settings.genes());
    settings.carriers().stream()
        .filter(item -> item.gene() != null)
        .forEach(item -> genes.add(item.gene()));
    return isOf(genes);
  }

  private static Dataset<Row> counted(Dataset<Row> variants, BurdenSettings settings) {
    Column own =
        not(
            col(Variants.ALT)
                .isin(Variants.ANY_OTHER.toArray())
                .or(col(Variants.ALT).equalTo(OVERLAPPING_DELETION)));
    Column passed = col(Variants.FILTER).isNull().or(col(Variants.FILTER).equalTo("PASS"));
    return variants
        .where(settings.onlyPassed() ? own.and(passed) : own)
        .select(Variants.VARIANT_ID, Variants.ALLELE_COUNT, Variants.ALLELE_NUMBER);
  }

  private static Column isRare(List<Mask> masks) {
    Column rare = lit(false);
    for (Mask mask : masks) {
      rare = rare.or(col(MASK).equalTo(mask.name()).and(mask.isRare()));
    }
    return rare;
  }
}
