package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.io.IOException;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.RiskContributions;
import org.medley.models.hazard.RiskFunction;

/**
 * A fitted model of the time to the event: the log odds of the risk at the end of the time-at-risk,
 * which contributions add up to. Saved as JSON.
 */
record HazardStage(RiskFunction risk) implements FittedStage {
  @Override
  public Dataset<Row> score(Dataset<Row> rows) {
    RiskFunction own = risk;
    UDF1<Vector, Double> logOdds =
        x -> own.logOdds(own.predictors().stream().mapToDouble(l -> l.of(x)).toArray());
    return rows.withColumn(RAW, udf(logOdds, DataTypes.DoubleType).apply(col(FEATURES)));
  }

  @Override
  public Contributions contributions(double[] centre) {
    return new RiskContributions(risk, centre);
  }

  @Override
  public Map<String, Double> parameters() {
    return StageFile.numbers(risk);
  }

  @Override
  public void save(String path) throws IOException {
    StageFile.write(SparkSession.active(), path, risk);
  }
}
