package org.medley.models.train;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.explain.Contributions;
import org.medley.models.family.FittedStage;

/** A stage that was fitted to a part of the training rows, with the imputation of that part. */
public final class PartFit {
  private final FittedStage stage;
  private final Imputation imputation;

  PartFit(FittedStage stage, Imputation imputation) {
    this.stage = stage;
    this.imputation = imputation;
  }

  /** The stage itself, for features with the imputation of the part. */
  public FittedStage stage() {
    return stage;
  }

  /**
   * Rows of the design matrix with their log odds as {@link FittedStage#RAW}. Triggers no action.
   */
  public Dataset<Row> score(Dataset<Row> rows) {
    return stage.score(imputation.of(rows));
  }

  /** How the log odds of a row of the design matrix come about; {@code centre} as of a stage. */
  public Contributions contributions(double[] centre) {
    Contributions own = stage.contributions(centre);
    Imputation means = imputation;
    return new Contributions() {
      @Override
      public double base() {
        return own.base();
      }

      @Override
      public double[] of(Vector features) {
        return own.of(means.of(features));
      }
    };
  }
}
