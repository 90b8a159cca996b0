package org.medley.models.effect.fit;

import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.GBTRegressor;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.unit.Units;

/** Gradient boosted trees of MLlib, one fit per request. */
public final class BoostedTrees implements BaseLearner {
  private static final int TREES = 30;
  private static final int DEPTH = 3;
  private static final int LEAST_IN_LEAF = 5;
  private static final double STEP = 0.2;
  private static final double SHARE = 0.8;

  @Override
  public String name() {
    return "boosted-trees";
  }

  @Override
  public String method() {
    return "gradient boosting (Friedman 2002), %d trees of depth %d, step %s"
        .formatted(TREES, DEPTH, STEP);
  }

  @Override
  public List<Predictor> fit(
      Units units, Basis basis, Problem problem, List<Request> requests, long seed) {
    return Trees.fit(
        units,
        problem,
        requests,
        rows -> {
          GBTRegressionModel model =
              new GBTRegressor()
                  .setFeaturesCol(Trees.FEATURES)
                  .setLabelCol(Trees.TARGET)
                  .setWeightCol(Trees.WEIGHT)
                  .setMaxIter(TREES)
                  .setMaxDepth(DEPTH)
                  .setStepSize(STEP)
                  .setSubsamplingRate(SHARE)
                  .setMinInstancesPerNode(LEAST_IN_LEAF)
                  .setSeed(seed)
                  .fit(rows);
          return x -> model.predict(Vectors.dense(x));
        });
  }
}
