package org.medley.jobs.pharmacogene.reading;

import java.util.List;
import java.util.Optional;
import org.medley.jobs.pharmacogene.match.SiteCall;

/**
 * What one row says of one site.
 *
 * @param site that it tells of
 * @param start first base of the row's reference
 * @param reference bases of the row's reference
 * @param alternates of the row
 * @param call of the sample
 */
public record Reading(
    Site site, int start, String reference, List<String> alternates, SiteCall call) {

  /** A reading with a list of its own. */
  public Reading {
    alternates = List.copyOf(alternates);
  }

  /** What a row says if it tells of {@code site}. */
  public static Optional<Reading> of(
      Site site, int start, String reference, List<String> alternates, RecordCall call) {
    List<String> alleles = site.allelesOf(start, reference, alternates);
    return alleles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reading(
                site,
                start,
                reference,
                alternates,
                Calls.of(site.position().contig(), alleles, call)));
  }
}
