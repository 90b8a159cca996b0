package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.family.ModelFamilies;
import org.medley.models.fitted.FittedModel;
import org.medley.models.hazard.NotFitted;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;

/**
 * A model's family and settings fitted again to parts of the rows that it was trained on, with an
 * imputation of the part and the class weights of all. Tuning is not repeated.
 */
public final class Refit implements AutoCloseable {
  private static final String TIMES = "times";

  private final DesignMatrix matrix;
  private final TrainingRows rows;
  private final Candidates.Candidate candidate;
  private final long seed;
  private final int folds;
  private final long samples;
  private final long events;

  private Refit(
      DesignMatrix matrix,
      TrainingRows rows,
      Candidates.Candidate candidate,
      TrainSettings settings) {
    this.matrix = matrix;
    this.rows = rows;
    this.candidate = candidate;
    this.seed = settings.seed();
    this.folds = settings.folds();
    this.events = matrix.weights().positives();
    this.samples = events + matrix.weights().negatives();
  }

  /**
   * For {@code model}, which {@code settings} trained on {@code snapshot}. Triggers actions and
   * keeps the rows in memory or on disk until closed.
   */
  public static Refit of(FittedModel model, Snapshot snapshot, TrainSettings settings) {
    CensoringWeights weights = CensoringWeights.fit(snapshot.members(Snapshot.TRAIN));
    DesignMatrix matrix = DesignMatrix.fit(snapshot, weights, settings.rowsPerPartition());
    return new Refit(
        matrix,
        TrainingRows.of(matrix, settings.search().balance()),
        new Candidates.Candidate(ModelFamilies.named(model.family()), model.candidate()),
        settings);
  }

  /** Training members with a known label: subject, index time, label, weight and features. */
  public Dataset<Row> rows() {
    return rows.labelled();
  }

  /** Fold of a row's subject, from 0, as in tuning: all samples of a person are in one. */
  public Column fold() {
    return Folds.of(seed, folds);
  }

  /** Number of {@link #rows}. */
  public long samples() {
    return samples;
  }

  /** Outcomes among them. */
  public long events() {
    return events;
  }

  /**
   * The stage fitted to all rows, each as often as {@code times} says. Triggers actions.
   *
   * @param times of the columns subject and index time; rows with 0 are left out
   * @throws NotFitted if these rows are of one class only or have no fit
   */
  public PartFit fit(Column times) {
    return fit(rows -> rows, times);
  }

  /**
   * The same.
   *
   * @param prepare adds further columns that {@code times} uses
   */
  public PartFit fit(UnaryOperator<Dataset<Row>> prepare, Column times) {
    TrainingRows drawn =
        rows.each(own -> prepare.apply(own).withColumn(TIMES, times).where(col(TIMES).gt(0)));
    refuseOneClass(drawn.labelled());
    return drawn
        .imputed(col(TIMES))
        .each(own -> own.withColumn(WEIGHT, col(WEIGHT).multiply(col(TIMES))))
        .fit(candidate, seed);
  }

  private static void refuseOneClass(Dataset<Row> drawn) {
    Row ends = drawn.agg(min(LABEL), max(LABEL)).first();
    if (ends.isNullAt(0)) {
      throw new NotFitted("nobody is left to train on");
    }
    if (ends.getDouble(0) == ends.getDouble(1)) {
      throw new NotFitted(
          ends.getDouble(0) > 0 ? "everybody has the outcome" : "nobody has the outcome");
    }
  }

  @Override
  public void close() {
    matrix.close();
  }
}
