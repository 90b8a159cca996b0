package org.medley.models.effect.fit;

import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.unit.Units;

/** Random forests of MLlib, one fit per request. */
public final class Forest implements BaseLearner {
  private static final int TREES = 100;
  private static final int DEPTH = 8;
  private static final int LEAST_IN_LEAF = 5;

  @Override
  public String name() {
    return "forest";
  }

  @Override
  public String method() {
    return "random forest (Breiman 2001) of %d trees of depth %d at most".formatted(TREES, DEPTH);
  }

  @Override
  public List<Predictor> fit(
      Units units, Basis basis, Problem problem, List<Request> requests, long seed) {
    return Trees.fit(
        units,
        problem,
        requests,
        rows -> {
          RandomForestRegressionModel model =
              new RandomForestRegressor()
                  .setFeaturesCol(Trees.FEATURES)
                  .setLabelCol(Trees.TARGET)
                  .setWeightCol(Trees.WEIGHT)
                  .setNumTrees(TREES)
                  .setMaxDepth(DEPTH)
                  .setMinInstancesPerNode(LEAST_IN_LEAF)
                  .setSeed(seed)
                  .fit(rows);
          return x -> model.predict(Vectors.dense(x));
        });
  }
}
