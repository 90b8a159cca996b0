package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.medley.features.contract.Variants;

/** The variants by which samples are compared. */
final class Markers {
  /** The number of a marker among those of its source, from 1. */
  static final String NUMBER = "marker";

  /** As many of a source tell relatives of the third degree apart (about 0.005 of kinship). */
  static final int MOST = 20_000;

  private static final double RAREST = 0.01;
  private static final double CALL_RATE = 0.95;

  private Markers() {}

  /**
   * Source, variant and number: single bases at autosomal sites of two alleles, the rarer of at
   * least 1 percent, called in 95 percent of samples; where there are more than {@value #MOST},
   * those of the lowest digest of their name, so that the choice is the same each time.
   */
  static Dataset<Row> of(Dataset<Row> variants, Map<String, String> builds) {
    Column number =
        row_number()
            .over(
                Window.partitionBy(Variants.SOURCE)
                    .orderBy(xxhash64(col(Variants.VARIANT_ID)), col(Variants.VARIANT_ID)));
    return variants
        .where(Region.of(builds).equalTo(Region.AUTOSOME))
        .where(col(Variants.SITE_ALTERNATES).equalTo(1))
        .where(VariantChecks.substitution().isNotNull())
        .where(VariantChecks.altFrequency().between(RAREST, 1 - RAREST))
        .where(VariantChecks.callRate().geq(CALL_RATE))
        .select(col(Variants.SOURCE), col(Variants.VARIANT_ID), number.as(NUMBER))
        .where(col(NUMBER).leq(MOST));
  }
}
