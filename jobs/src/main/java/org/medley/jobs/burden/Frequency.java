package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.medley.features.contract.VariantAnnotations;
import org.medley.features.contract.Variants;

/** By which share of the alternate a variant is rare. */
enum Frequency {
  /**
   * Among the known alleles of all samples of the source. Where no allele is known it counts as
   * rare: all its calls are missing.
   */
  COHORT {
    @Override
    Column atMost(double most) {
      Column share =
          when(
              col(Variants.ALLELE_NUMBER).gt(0),
              col(Variants.ALLELE_COUNT).divide(col(Variants.ALLELE_NUMBER)));
      return coalesce(share.leq(most), lit(true));
    }
  },

  /**
   * In the populations that the annotations name. A variant that none of them has counts as rare:
   * large collections lack nothing but what is rare.
   */
  POPULATION {
    @Override
    Column atMost(double most) {
      return coalesce(col(VariantAnnotations.POPULATION_FREQUENCY).leq(most), lit(true));
    }
  },

  /** As INFO AF states it. Where it does not, nobody knows, and the variant is left out. */
  STATED {
    @Override
    Column atMost(double most) {
      return coalesce(col(VariantAnnotations.STATED_FREQUENCY).leq(most), lit(false));
    }
  };

  /** Whether the share of a variant, beside its annotation, is at most {@code most}. */
  abstract Column atMost(double most);
}
