package org.medley.jobs.pharmacogene.vcf;

import java.util.List;
import java.util.Map;
import org.medley.jobs.pharmacogene.match.GenotypeVector;

/**
 * What one file says of the sites of pharmacogenes.
 *
 * @param samples names in the order of the file
 * @param vectors by gene, for each sample in that order
 * @param warnings sentences on lines that were left out or are doubtful
 */
public record SampleCalls(
    List<String> samples, Map<String, List<GenotypeVector>> vectors, List<String> warnings) {

  /** Calls with collections of their own. */
  public SampleCalls {
    samples = List.copyOf(samples);
    vectors = Map.copyOf(vectors);
    warnings = List.copyOf(warnings);
  }
}
