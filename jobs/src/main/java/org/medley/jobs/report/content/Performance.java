package org.medley.jobs.report.content;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well the model did on people that it never saw.
 *
 * @param evaluations metrics, one per split, subgroup and name
 * @param calibration groups of members by predicted risk, ascending
 * @param netBenefit points of the decision curve by ascending threshold; empty: not computed
 */
public record Performance(
    List<Evaluation> evaluations, List<Group> calibration, List<NetBenefit> netBenefit) {
  /** Split of people kept for judging the model. */
  public static final String TEST = "test";

  /** Split of what the ranking rests on: subgroups are covariates. */
  public static final String IMPORTANCE = "importance";

  /** Split of the shuffled-label control. */
  public static final String CONTROL = "control";

  /** Everyone, as a subgroup. */
  public static final String ALL = "all";

  /** Area under the receiver operating characteristic, as a metric. */
  public static final String AUROC = "auroc";

  /** Calibration slope, as a metric. */
  public static final String SLOPE = "calibration_slope";

  /** Calibration intercept, as a metric. */
  public static final String INTERCEPT = "calibration_intercept";

  /** Copies the lists. */
  public Performance {
    evaluations = List.copyOf(evaluations);
    calibration = List.copyOf(calibration);
    netBenefit = List.copyOf(netBenefit);
  }

  /** No results. */
  public static Performance none() {
    return new Performance(List.of(), List.of(), List.of());
  }

  /** Rows of a split for everyone, in their order. */
  public List<Evaluation> overall(String split) {
    return evaluations.stream()
        .filter(row -> row.split().equals(split) && row.subgroup().equals(ALL))
        .toList();
  }

  /** A metric of a split for everyone; empty where it is missing or has no value. */
  public Optional<Evaluation> overall(String split, String metric) {
    return overall(split).stream()
        .filter(row -> row.metric().equals(metric) && row.value().isPresent())
        .findFirst();
  }

  /** A metric of the test split by subgroup, in the order of the rows. */
  public List<Evaluation> subgroups(String metric) {
    return evaluations.stream()
        .filter(row -> row.split().equals(TEST) && row.metric().equals(metric))
        .filter(row -> !row.subgroup().equals(ALL))
        .toList();
  }

  /** The covariates that the ranking rests on, the strongest first. */
  public List<Evaluation> importance() {
    return evaluations.stream()
        .filter(row -> row.split().equals(IMPORTANCE) && row.value().isPresent())
        .sorted(Comparator.comparingDouble(row -> -row.value().getAsDouble()))
        .toList();
  }

  /**
   * A metric.
   *
   * @param split validation, test, importance or control
   * @param subgroup {@code all} or {@code name=value}
   * @param metric its name
   * @param value empty: not assessable
   * @param low lower end of the 95 percent interval; empty: none
   * @param high upper end
   * @param members members behind it
   * @param events outcomes among them
   * @param method estimator and interval in words
   */
  public record Evaluation(
      String split,
      String subgroup,
      String metric,
      OptionalDouble value,
      OptionalDouble low,
      OptionalDouble high,
      long members,
      long events,
      String method) {
    /** Whether there is an interval. */
    public boolean interval() {
      return low.isPresent() && high.isPresent();
    }

    /** Whether the interval holds {@code value}; never without an interval. */
    public boolean covers(double value) {
      return interval() && low.getAsDouble() <= value && value <= high.getAsDouble();
    }
  }

  /**
   * Members of similar predicted risk.
   *
   * @param members how many
   * @param events outcomes among them
   * @param predicted mean predicted risk
   * @param observed observed share of outcomes, weighted for censoring
   * @param low lower end of the 95 percent interval of {@code observed}
   * @param high upper end
   */
  public record Group(
      long members, long events, double predicted, double observed, double low, double high) {}

  /**
   * A point of the decision curve (Vickers and Elkin 2006, doi 10.1177/0272989X06295361).
   *
   * @param threshold risk from which one would act
   * @param model net benefit of acting by the model
   * @param treatAll net benefit of acting on everyone; on nobody it is 0
   */
  public record NetBenefit(double threshold, double model, double treatAll) {}
}
