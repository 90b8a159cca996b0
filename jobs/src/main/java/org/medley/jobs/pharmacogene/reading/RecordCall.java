package org.medley.jobs.pharmacogene.reading;

import java.util.List;

/**
 * The call of one sample in a record.
 *
 * @param genotype by the record's allele numbers; null if none is given
 * @param phaseSet null if none is given
 * @param depths reads by allele number; none if not given
 */
public record RecordCall(Genotype genotype, String phaseSet, List<Integer> depths) {

  /** A call with a list of its own. */
  public RecordCall {
    depths = List.copyOf(depths);
  }
}
