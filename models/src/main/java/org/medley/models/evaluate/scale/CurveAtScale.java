package org.medley.models.evaluate.scale;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.medley.models.evaluate.scale.ScoredRows.LABEL;
import static org.medley.models.evaluate.scale.ScoredRows.SCORE;
import static org.medley.models.evaluate.scale.ScoredRows.WEIGHT;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.medley.models.statistics.CalibrationCells;
import org.medley.models.statistics.CalibrationError;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.FlexibleCalibration;
import org.medley.models.statistics.Loess;

/**
 * ICI, E50, E90 and Emax of any number of rows: one aggregate puts them into cells of a hundred
 * thousandth of risk, at most 100,001 of which come to the driver. Agrees with the curve of the
 * rows to some 1e-4.
 */
public final class CurveAtScale {
  /** The metrics. */
  public static final List<String> METRICS = List.of("ici", "e50", "e90", "emax");

  private static final double CELLS = 100_000;
  private static final int MOST_POINTS = 100_000;
  private static final String CELL = "cell";
  private static final String METHOD =
      "; "
          + Loess.METHOD
          + ", through all rows in cells of 0.00001 of risk, summed by Spark; no interval";

  private CurveAtScale() {}

  /** The numbers by metric, without intervals; not assessable without a curve. */
  public static Map<String, Estimate> estimates(ScoredRows scored) {
    CalibrationError error = cells(scored).error(MOST_POINTS);
    Map<String, Estimate> found = new LinkedHashMap<>();
    put(found, error, METRICS.get(0), CalibrationError::ici, "mean distance from the curve");
    put(found, error, METRICS.get(1), CalibrationError::e50, "median distance from the curve");
    put(found, error, METRICS.get(2), CalibrationError::e90, "90th percentile of the distance");
    put(found, error, METRICS.get(3), CalibrationError::emax, "largest distance from the curve");
    return found;
  }

  /** The rows with a weight above 0 in their cells. Triggers an action. */
  static CalibrationCells cells(ScoredRows scored) {
    List<Row> cells =
        scored
            .rows()
            .where(col(WEIGHT).gt(0))
            .groupBy(floor(col(SCORE).multiply(CELLS)).as(CELL))
            .agg(
                count(lit(1)).as("count"),
                sum(WEIGHT).as("weight"),
                sum(col(WEIGHT).multiply(col(SCORE))).as("risk"),
                sum(col(WEIGHT).multiply(col(LABEL))).as("observed"),
                min(SCORE).as("lowest"),
                max(SCORE).as("highest"))
            .orderBy(CELL)
            .collectAsList();
    double[] weight = numbers(cells, row -> row.<Double>getAs("weight"));
    return new CalibrationCells(
        cells.stream().mapToLong(row -> row.<Long>getAs("count")).toArray(),
        numbers(cells, row -> row.<Double>getAs("risk") / row.<Double>getAs("weight")),
        numbers(cells, row -> row.<Double>getAs("observed") / row.<Double>getAs("weight")),
        weight,
        cells.get(0).getAs("lowest"),
        cells.get(cells.size() - 1).getAs("highest"));
  }

  private static double[] numbers(List<Row> cells, ToDoubleFunction<Row> number) {
    return cells.stream().mapToDouble(number).toArray();
  }

  private static void put(
      Map<String, Estimate> found,
      CalibrationError error,
      String metric,
      ToDoubleFunction<CalibrationError> number,
      String what) {
    double value = number.applyAsDouble(error);
    found.put(
        metric,
        Double.isNaN(value)
            ? Estimate.notAssessable(FlexibleCalibration.NO_CURVE)
            : Estimate.of(value, what + METHOD));
  }
}
