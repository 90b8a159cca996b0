package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.medley.features.contract.VariantAnnotations;

/**
 * Which variants count in a gene. One annotation of the variant on the gene must have everything
 * that is asked for; what is empty is not asked for.
 *
 * @param name its name
 * @param impacts one of these impacts
 * @param consequences one of these consequences
 * @param lof one of these verdicts of LOFTEE
 * @param canonical whether the transcript must stand for its gene
 * @param maxFrequency no more than this share; null: any
 * @param frequencies by all of these
 */
record Mask(
    String name,
    List<String> impacts,
    List<String> consequences,
    List<String> lof,
    boolean canonical,
    Double maxFrequency,
    Set<Frequency> frequencies) {
  Mask {
    impacts = List.copyOf(impacts);
    consequences = List.copyOf(consequences);
    lof = List.copyOf(lof);
    frequencies = new TreeSet<>(frequencies);
  }

  /** Whether a row of {@code clinical.variant_annotations} has what is asked for. */
  Column matches() {
    Column matches = col(VariantAnnotations.GENE).isNotNull();
    if (!impacts.isEmpty()) {
      matches = matches.and(col(VariantAnnotations.IMPACT).isin(impacts.toArray()));
    }
    if (!consequences.isEmpty()) {
      matches =
          matches.and(
              arrays_overlap(
                  split(col(VariantAnnotations.CONSEQUENCES), "&"),
                  lit(consequences.toArray(String[]::new))));
    }
    if (!lof.isEmpty()) {
      matches = matches.and(col(VariantAnnotations.LOF).isin(lof.toArray()));
    }
    if (canonical) {
      matches = matches.and(col(VariantAnnotations.CANONICAL));
    }
    return coalesce(matches, lit(false));
  }

  /** Whether the variant, with its counts, is rare enough. */
  Column isRare() {
    Column rare = lit(true);
    if (maxFrequency != null) {
      for (Frequency frequency : frequencies) {
        rare = rare.and(frequency.atMost(maxFrequency));
      }
    }
    return rare;
  }
}
