package org.medley.models.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.models.hazard.DiscreteRisk;
import org.medley.models.hazard.Penalty;
import org.medley.models.hazard.TimedFit;

/**
 * A logistic hazard in each of some equal intervals of the time-at-risk (Singer and Willett, J Educ
 * Stat 1993;18:155), with an elastic net on the covariates. Competing events are known non-events:
 * {@link Followed#toTheEnd}.
 */
public final class DiscreteHazards implements ModelFamily {
  /** Setting: number of intervals. */
  public static final String INTERVALS = "intervals";

  @Override
  public String name() {
    return "discrete-hazards";
  }

  @Override
  public List<Setting> settings() {
    List<Setting> settings = new ArrayList<>(List.of(Setting.whole(INTERVALS, 1, 100, 12)));
    settings.addAll(ElasticNet.SETTINGS);
    return settings;
  }

  @Override
  public Target target() {
    return Target.TIME;
  }

  @Override
  public FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    int intervals = candidate.get(INTERVALS).intValue();
    Penalty penalty = ElasticNet.penalty(candidate);
    return new HazardStage(
        TimedFit.of(Followed.toTheEnd(rows), timed -> DiscreteRisk.fit(timed, intervals, penalty)));
  }

  @Override
  public Optional<String> stageClass() {
    return Optional.empty();
  }

  @Override
  public FittedStage load(SparkSession spark, String path) {
    return new HazardStage(StageFile.read(spark, path, DiscreteRisk.class));
  }
}
