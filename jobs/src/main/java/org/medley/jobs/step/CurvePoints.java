package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.models.contract.Evaluations;

/** Turns the metrics that are points of a curve into curves, and keeps the others as they are. */
public final class CurvePoints {
  private static final String PREDICTED = "calibration_predicted_";
  private static final String OBSERVED = "calibration_observed_";
  private static final String MODEL = "net_benefit_";
  private static final String ALL = "net_benefit_all_";
  private static final int GROUPS = 10;
  private static final double PERCENT = 100;

  private CurvePoints() {}

  /**
   * What rows under {@link Evaluations#TABLE} of one model say, in the order of split, subgroup and
   * metric; of a model without test members its external validation stands there as well. One
   * action; comes to the driver, and grows with metrics and subgroups alone.
   */
  public static Performance of(Dataset<Row> rows) {
    return of(
        ExternalSplits.withTest(
            rows
                .orderBy(Evaluations.SPLIT, Evaluations.SUBGROUP, Evaluations.METRIC)
                .collectAsList()
                .stream()
                .map(CurvePoints::evaluation)
                .toList()));
  }

  private static Evaluation evaluation(Row row) {
    return new Evaluation(
        row.getAs(Evaluations.SPLIT),
        row.getAs(Evaluations.SUBGROUP),
        row.getAs(Evaluations.METRIC),
        number(row.getAs(Evaluations.VALUE)),
        number(row.getAs(Evaluations.LOW)),
        number(row.getAs(Evaluations.HIGH)),
        row.getAs(Evaluations.N),
        row.getAs(Evaluations.EVENTS),
        row.getAs(Evaluations.METHOD));
  }

  private static OptionalDouble number(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * The evaluations, with the calibration groups and the decision curve of the test split apart.
   */
  static Performance of(List<Evaluation> evaluations) {
    Map<String, Evaluation> points = new TreeMap<>();
    List<Evaluation> others = new ArrayList<>();
    for (Evaluation each : evaluations) {
      boolean point =
          each.metric().startsWith("calibration_predicted_")
              || each.metric().startsWith(OBSERVED)
              || each.metric().startsWith(MODEL);
      if (!point) {
        others.add(each);
      } else if (each.split().equals(Performance.TEST)
          && each.subgroup().equals(Performance.ALL)
          && each.value().isPresent()) {
        points.put(each.metric(), each);
      }
    }
    return new Performance(others, groups(points), netBenefit(points));
  }

  private static List<Performance.Group> groups(Map<String, Evaluation> points) {
    List<Performance.Group> groups = new ArrayList<>();
    points.forEach(
        (metric, predicted) -> {
          Evaluation observed =
              metric.startsWith(PREDICTED)
                  ? points.get(OBSERVED + metric.substring(PREDICTED.length()))
                  : null;
          if (observed != null) {
            long members = Math.round((double) observed.members() / GROUPS);
            double share = observed.value().getAsDouble();
            groups.add(
                new Performance.Group(
                    members,
                    Math.round(share * members),
                    predicted.value().getAsDouble(),
                    share,
                    end(observed.low(), share),
                    end(observed.high(), share)));
          }
        });
    return groups;
  }

  private static double end(OptionalDouble end, double value) {
    return end.orElse(value);
  }

  private static List<Performance.NetBenefit> netBenefit(Map<String, Evaluation> points) {
    List<Performance.NetBenefit> curve = new ArrayList<>();
    points.forEach(
        (metric, all) -> {
          Evaluation model =
              metric.startsWith(ALL) ? points.get(MODEL + metric.substring(ALL.length())) : null;
          if (model != null) {
            curve.add(
                new Performance.NetBenefit(
                    Integer.parseInt(metric.substring(ALL.length())) / PERCENT,
                    model.value().getAsDouble(),
                    all.value().getAsDouble()));
          }
        });
    return curve;
  }
}
