package org.medley.models.association;

import java.io.Serializable;
import java.util.List;

/**
 * Phenotype and covariates of samples, as columns of numbers. One million samples with twenty
 * covariates take 170 MB on each executor, which is the size that the scan is made for.
 */
public final class Traits implements Serializable {
  private static final long serialVersionUID = 1L;

  private final AssociationModel model;
  private final double[] phenotype;
  private final double[][] covariates;

  /**
   * The traits of samples 0 to {@code phenotype.length - 1}. The arrays are not copied.
   *
   * @param phenotype of each sample; 0 (control) or 1 (case) for a logistic model; NaN: unknown
   * @param covariates one array per covariate, each with a number per sample; NaN: unknown
   */
  public Traits(AssociationModel model, double[] phenotype, List<double[]> covariates) {
    this.model = model;
    this.phenotype = phenotype;
    this.covariates = covariates.toArray(double[][]::new);
    for (double[] covariate : this.covariates) {
      if (covariate.length != phenotype.length) {
        throw new IllegalArgumentException("a covariate has another number of samples");
      }
    }
    for (double y : phenotype) {
      if (model == AssociationModel.LOGISTIC && !Double.isNaN(y) && y != 0 && y != 1) {
        throw new IllegalArgumentException("the phenotype of a logistic model is 0 or 1");
      }
    }
  }

  /** What is fitted. */
  public AssociationModel model() {
    return model;
  }

  /** Number of samples, complete or not. */
  public int samples() {
    return phenotype.length;
  }

  /** Whether phenotype and covariates of the sample are known, so that it takes part. */
  public boolean complete(int sample) {
    boolean complete = !Double.isNaN(phenotype[sample]);
    for (double[] covariate : covariates) {
      complete &= !Double.isNaN(covariate[sample]);
    }
    return complete;
  }

  double phenotype(int sample) {
    return phenotype[sample];
  }

  int covariates() {
    return covariates.length;
  }

  double covariate(int number, int sample) {
    return covariates[number][sample];
  }
}
