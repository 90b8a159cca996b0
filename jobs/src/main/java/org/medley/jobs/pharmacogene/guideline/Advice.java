package org.medley.jobs.pharmacogene.guideline;

import java.util.List;

/**
 * A row of a guideline that holds for a sample.
 *
 * @param guideline that it is of
 * @param drug that was asked for
 * @param recommendation the row
 * @param genotypes the diplotypes that it holds for, each as gene and diplotype; more than one
 *     where the sample's diplotypes are not told apart
 */
public record Advice(
    Guideline guideline, String drug, Recommendation recommendation, List<String> genotypes) {

  /** Advice with a list of its own. */
  public Advice {
    genotypes = List.copyOf(genotypes);
  }
}
