package org.medley.models.evaluate.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** What is measured of predictions of a binary outcome: the registry. */
public final class Measures {
  /** Numbers of scores that are no probabilities. */
  public static final List<Measure<Predictions>> RANKING = List.of(new Discrimination());

  /** Numbers that the night keeps for each model. */
  public static final List<Measure<Predictions>> NIGHT =
      List.of(
          new Discrimination(),
          new PredictionError(),
          new LinearCalibration(),
          new CalibrationCurve(),
          new CalibrationGroups(),
          new NetBenefit(),
          Conformal.ofAll());

  /** All numbers. */
  public static final List<Measure<Predictions>> ALL =
      Stream.concat(NIGHT.stream(), Stream.of(new Utility(), new Classification())).toList();

  /** Numbers that the night keeps for each subgroup. */
  public static final List<Measure<Predictions>> NIGHT_SUBGROUP =
      List.of(new SubgroupBasics(), Conformal.ofGroup());

  /** Numbers of a subgroup: all but the table of tenths. */
  public static final List<Measure<Predictions>> SUBGROUP =
      ALL.stream()
          .filter(measure -> !(measure instanceof CalibrationGroups))
          .map(measure -> measure instanceof Conformal ? Conformal.ofGroup() : measure)
          .toList();

  private Measures() {}

  /** The numbers of {@code measures} by the name of the metric, in order. */
  public static Map<String, Estimate> of(
      Predictions p, List<Measure<Predictions>> measures, EvaluateSettings settings) {
    if (p.size() == 0) {
      return new LinkedHashMap<>();
    }
    Numbers numbers = new Numbers();
    measures.forEach(measure -> measure.add(p, settings, numbers));
    return numbers.finish(p.weight(), p.clusters(), settings);
  }
}
