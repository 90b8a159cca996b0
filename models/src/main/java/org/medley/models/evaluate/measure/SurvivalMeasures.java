package org.medley.models.evaluate.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Estimate;

/** What is measured of predicted risks of an event in time: the registry. */
public final class SurvivalMeasures {
  /** Numbers of scores that are no probabilities. */
  public static final List<Measure<AtHorizon>> RANKING = List.of(new SurvivalDiscrimination());

  /** All numbers. */
  public static final List<Measure<AtHorizon>> ALL =
      List.of(
          new SurvivalDiscrimination(),
          new SurvivalError(),
          new SurvivalSlope(),
          new SurvivalCurve(),
          new SurvivalNetBenefit(),
          SurvivalConformal.ofAll());

  /** All numbers of a subgroup. */
  public static final List<Measure<AtHorizon>> SUBGROUP =
      ALL.stream()
          .map(each -> each instanceof SurvivalConformal ? SurvivalConformal.ofGroup() : each)
          .toList();

  /** What the night adds to the numbers of the state at the horizon. */
  public static final List<Measure<AtHorizon>> NIGHT = List.of(TimeBounds.ofAll());

  /** The same of a subgroup. */
  public static final List<Measure<AtHorizon>> NIGHT_SUBGROUP = List.of(TimeBounds.ofGroup());

  private static final List<String> OF_SMALL_GROUPS =
      List.of("observed_expected", Conformal.COVERAGE, TimeBounds.COVERAGE);

  private SurvivalMeasures() {}

  /** What of {@code measures} is told to be not assessable of a subgroup with too few events. */
  public static List<String> ofSmallGroups(List<Measure<AtHorizon>> measures) {
    return measures.equals(NIGHT_SUBGROUP) ? List.of(TimeBounds.COVERAGE) : OF_SMALL_GROUPS;
  }

  /** The numbers of {@code measures} by the name of the metric, in order. */
  public static Map<String, Estimate> of(
      AtHorizon at, List<Measure<AtHorizon>> measures, EvaluateSettings settings) {
    if (at.p().size() == 0) {
      return new LinkedHashMap<>();
    }
    Numbers numbers = new Numbers();
    measures.forEach(measure -> measure.add(at, settings, numbers));
    return numbers.finish(at.p().weight(), at.p().clusters(), settings);
  }
}
