package org.medley.jobs.polygenic.match;

import java.io.Serializable;
import java.util.Locale;

/**
 * Which matches count; the defaults of pgsc_calc are neither, and 0.75.
 *
 * @param keepAmbiguous whether A/T and C/G count, taken to be on the strand of the VCF file
 * @param keepMultiallelic whether sites of several alternates count
 * @param minOverlap share of a file's weights that must count, from 0 to 1, for it to be scored
 */
public record MatchSettings(boolean keepAmbiguous, boolean keepMultiallelic, double minOverlap)
    implements Serializable {
  /** Why a score of whose weights so many count is not computed; null: it is. */
  public String refusal(long matched, int total) {
    return matched >= minOverlap * total
        ? null
        : String.format(
            Locale.ROOT,
            "%d of %d weights match (%.1f %%), and at least %.1f %% must",
            matched,
            total,
            100.0 * matched / total,
            100 * minOverlap);
  }
}
