package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.Drift;
import org.medley.models.drift.CovariateDrift;
import org.medley.models.retrain.History;

/**
 * What the nights before tonight left under {@link Drift}.
 *
 * @param history what the decision needs
 * @param covariates index of every covariate on the last night, where it watched the same model
 */
record DriftHistory(History history, Map<Integer, Double> covariates) {
  /**
   * Reads {@code before}; collects one row per night and one per covariate.
   *
   * @param date tonight; later nights, as of a lake that is filled backwards, are passed over
   * @param version the model that is watched tonight
   */
  static DriftHistory of(
      Dataset<Row> before, LocalDate date, String version, List<LocalDate> updates) {
    List<Row> rows =
        before
            .where(col(Drift.AS_OF_DATE).lt(lit(Date.valueOf(date))))
            .where(col(Drift.SIGNAL).isin("volume", "break").or(col(Drift.INDEX).isNotNull()))
            .collectAsList();
    Optional<LocalDate> last = rows.stream().map(DriftHistory::night).max(LocalDate::compareTo);
    Map<LocalDate, Long> arrived = new HashMap<>();
    Map<Integer, Double> covariates = new HashMap<>();
    Optional<LocalDate> broken = Optional.empty();
    for (Row row : rows) {
      boolean lastNight =
          last.filter(night(row)::equals).isPresent()
              && version.equals(row.getAs(Drift.MODEL_VERSION));
      String signal = row.getAs(Drift.SIGNAL);
      if (signal.equals("volume")) {
        arrived.put(night(row), Math.round(row.<Double>getAs(Drift.VALUE)));
      } else if (lastNight && signal.equals("break")) {
        broken = Optional.of(LocalDate.parse(row.getAs(Drift.ITEM)));
      } else if (lastNight && row.getAs(Drift.VALUE) != null) {
        covariates.put(row.getAs(Drift.INDEX), row.getAs(Drift.VALUE));
      }
    }
    return new DriftHistory(new History(arrived, broken, updates), covariates);
  }

  private static LocalDate night(Row row) {
    return row.<Date>getAs(Drift.AS_OF_DATE).toLocalDate();
  }

  /** {@code tonight} with what the last night said of each. */
  List<CovariateDrift> before(List<CovariateDrift> tonight) {
    return tonight.stream()
        .map(
            each ->
                covariates.containsKey(each.index())
                    ? each.after(OptionalDouble.of(covariates.get(each.index())))
                    : each)
        .toList();
  }
}
