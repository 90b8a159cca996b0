package org.medley.models.association;

/** Why a variant has no result. */
public enum Unavailable {
  TOO_FEW("not more samples than coefficients"),
  MONOMORPHIC("all samples have the same genotype"),
  ONE_PHENOTYPE("all samples have the same phenotype"),
  COLLINEAR("the genotype and the covariates follow from one another"),
  NO_RESIDUAL("the phenotype follows from genotype and covariates without a rest"),
  NOT_CONVERGED("the likelihood has no maximum, as where an allele parts cases from controls");

  private final String text;

  Unavailable(String text) {
    this.text = text;
  }

  /** The reason in words. */
  public String text() {
    return text;
  }
}
