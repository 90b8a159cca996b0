package org.medley.models.association;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Erf;

/**
 * What one variant says of the phenotype.
 *
 * @param samples with phenotype, covariates and genotype
 * @param beta per copy of the allele: a difference in the phenotype, or in the log odds; NaN where
 *     there is no result, as the next three
 * @param standardError of it
 * @param statistic beta by its standard error: t, or Wald's z
 * @param p two-sided, by t with the residual degrees of freedom, or by the normal distribution
 * @param unavailable why there is no result; null: there is one
 */
public record Association(
    int samples,
    double beta,
    double standardError,
    double statistic,
    double p,
    Unavailable unavailable) {

  /** No result, for this reason. */
  static Association none(int samples, Unavailable reason) {
    return new Association(samples, Double.NaN, Double.NaN, Double.NaN, Double.NaN, reason);
  }

  /** The result of least squares with these residual degrees of freedom. */
  static Association linear(int samples, double beta, double standardError, int freedom) {
    double t = beta / standardError;
    double p = 2 * new TDistribution(null, freedom).cumulativeProbability(-Math.abs(t));
    return new Association(samples, beta, standardError, t, p, null);
  }

  /** The result of maximum likelihood. */
  static Association logistic(int samples, double beta, double standardError) {
    double z = beta / standardError;
    return new Association(
        samples, beta, standardError, z, Erf.erfc(Math.abs(z) / Math.sqrt(2)), null);
  }
}
