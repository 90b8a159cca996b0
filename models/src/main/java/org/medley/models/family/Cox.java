package org.medley.models.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.models.hazard.CoxModel;
import org.medley.models.hazard.Penalty;
import org.medley.models.hazard.ProportionalRisk;
import org.medley.models.hazard.TimedFit;
import org.medley.models.hazard.TimedRows;

/**
 * Proportional hazards (Cox 1972) with an elastic net, Efron's ties on whole days and Breslow's
 * baseline. Competing events are known non-events: {@link Followed#toTheEnd}.
 */
public final class Cox implements ModelFamily {
  @Override
  public String name() {
    return "cox";
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
    return new HazardStage(TimedFit.of(Followed.toTheEnd(rows), timed -> risk(timed, penalty)));
  }

  private static ProportionalRisk risk(TimedRows timed, Penalty penalty) {
    CoxModel model = CoxModel.fit(timed, 1, penalty);
    return new ProportionalRisk(model.linear(), model.cumulative()[timed.days() - 1]);
  }

  @Override
  public Optional<String> stageClass() {
    return Optional.empty();
  }

  @Override
  public FittedStage load(SparkSession spark, String path) {
    return new HazardStage(StageFile.read(spark, path, ProportionalRisk.class));
  }
}
