package org.medley.features.covariate;

import java.util.List;

/**
 * Dosage of each panel variant: the last value that was reported by the index time, however long
 * ago, since a genome does not age. A call that was not made has no number and so no dosage.
 */
final class Genomic implements CovariateFamily {
  @Override
  public String name() {
    return "genomic";
  }

  @Override
  public List<String> domains() {
    return List.of("genomic");
  }

  @Override
  public List<Covariate> atIndex() {
    LookbackWindow full = LookbackWindow.FULL;
    return List.of(
        Covariate.ofCode(
                domains(), "dosage", full, "allele dosage, reported", CodeSummary.last(full))
            .missingUnlessKnown());
  }
}
