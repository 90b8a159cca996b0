package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.medley.models.matrix.DesignMatrix.CAUSE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.models.hazard.CompetingRisk;
import org.medley.models.hazard.CoxModel;
import org.medley.models.hazard.Penalty;
import org.medley.models.hazard.TimedFit;
import org.medley.models.hazard.TimedRows;

/**
 * Proportional hazards of the outcome and of the competing events together, each with the elastic
 * net and the ties of {@link Cox}; the risk is the cumulative incidence that follows from both.
 * Where nobody has a competing event it is that of {@link Cox}.
 */
public final class CauseSpecific implements ModelFamily {
  private static final int OUTCOME = 1;
  private static final int COMPETING = 2;

  @Override
  public String name() {
    return "cause-specific";
  }

  @Override
  public List<Setting> settings() {
    return ElasticNet.SETTINGS;
  }

  @Override
  public Target target() {
    return Target.TIME;
  }

  @Override
  public FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    Penalty penalty = ElasticNet.penalty(candidate);
    Dataset<Row> pooled = rows.withColumn(CAUSE, least(col(CAUSE), lit(COMPETING)));
    return new HazardStage(TimedFit.of(pooled, timed -> risk(timed, penalty)));
  }

  private static CompetingRisk risk(TimedRows timed, Penalty penalty) {
    CoxModel outcome = CoxModel.fit(timed, OUTCOME, penalty);
    CoxModel competing =
        timed.has(COMPETING)
            ? CoxModel.fit(timed, COMPETING, penalty)
            : CoxModel.never(timed.width(), timed.days());
    return CompetingRisk.of(outcome, competing);
  }

  @Override
  public Optional<String> stageClass() {
    return Optional.empty();
  }

  @Override
  public FittedStage load(SparkSession spark, String path) {
    return new HazardStage(StageFile.read(spark, path, CompetingRisk.class));
  }
}
