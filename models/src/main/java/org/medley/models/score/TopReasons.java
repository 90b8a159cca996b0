package org.medley.models.score;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.Strongest;
import org.medley.models.explain.Words;
import org.medley.models.matrix.Covariate;
import scala.collection.Seq;

/**
 * The strongest contributions of a row: rank, covariate, value, contribution, words. A contribution
 * of zero is no reason; ties go to the lower index.
 */
record TopReasons(Contributions contributions, List<Covariate> covariates, int most)
    implements UDF3<Vector, Seq<Integer>, Seq<Double>, List<Row>>, Serializable {

  @Override
  public List<Row> call(Vector features, Seq<Integer> indices, Seq<Double> values) {
    double[] parts = contributions.of(features);
    List<Row> reasons = new ArrayList<>();
    for (int j : Strongest.of(parts, most)) {
      Covariate covariate = covariates.get(j);
      Double value = value(covariate, indices, values);
      reasons.add(
          RowFactory.create(
              reasons.size() + 1,
              covariate.name(),
              value,
              parts[j],
              Words.reason(covariate, value, parts[j])));
    }
    return reasons;
  }

  private static Double value(Covariate covariate, Seq<Integer> indices, Seq<Double> values) {
    for (int k = 0; k < indices.length(); k++) {
      if (indices.apply(k) == covariate.index()) {
        return values.apply(k);
      }
    }
    return covariate.missing() ? null : 0.0;
  }
}
