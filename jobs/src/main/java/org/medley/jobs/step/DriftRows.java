package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.contract.Drift;
import org.medley.models.retrain.Signal;

/** Signals as rows under {@link Drift}. */
final class DriftRows {
  /** Days that signals are kept: more than the 28 weeks that a volume is compared with. */
  static final int KEPT_DAYS = 400;

  private DriftRows() {}

  /** The rows of one night. */
  static Dataset<Row> of(
      SparkSession spark, String task, LocalDate date, String version, List<Signal> signals) {
    List<Row> rows =
        signals.stream()
            .map(
                each ->
                    RowFactory.create(
                        task,
                        Date.valueOf(date),
                        version,
                        each.name(),
                        each.item(),
                        each.index() < 0 ? null : each.index(),
                        number(each.value()),
                        number(each.low()),
                        number(each.high()),
                        number(each.bound()),
                        each.state().text(),
                        each.n(),
                        each.words()))
            .toList();
    return spark.createDataFrame(rows, Drift.TABLE.schema()).coalesce(1);
  }

  /** What is kept of {@code before} beside the night of {@code date}. */
  static Dataset<Row> kept(Dataset<Row> before, LocalDate date) {
    return before.where(
        col(Drift.AS_OF_DATE)
            .notEqual(lit(Date.valueOf(date)))
            .and(col(Drift.AS_OF_DATE).geq(lit(Date.valueOf(date.minusDays(KEPT_DAYS)))))
            .and(col(Drift.INDEX).isNull()));
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
