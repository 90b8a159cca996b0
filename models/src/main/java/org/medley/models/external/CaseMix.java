package org.medley.models.external;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.stddev_samp;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.evaluate.Collected;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.PenalisedLogistic;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * How alike the members of two data sets are (Debray et al., J Clin Epidemiol 2015;68:279): the
 * linear predictor, the share of outcomes, and how well a membership model tells the two apart. A
 * larger spread of the linear predictor makes discrimination easier, a shift of its mean is a
 * milder or graver case mix, and a C statistic near 0.5 says that the data sets are one population,
 * so that the validation tells of reproducibility more than of transportability.
 *
 * @param development training members with a known label
 * @param external members of the other data set with a known label
 * @param membership C statistic of the membership model
 */
public record CaseMix(Side development, Side external, Estimate membership) {
  private static final String PARTS = "membership_features";
  private static final int FOLDS = 2;
  private static final long MOST = 100_000;
  private static final Map<String, Double> RIDGE =
      Map.of(PenalisedLogistic.LASSO, 0.0, PenalisedLogistic.PENALTY, 0.01);

  /**
   * One data set.
   *
   * @param members members with a known label
   * @param mean of the log odds of the calibrated risks
   * @param sd standard deviation of the same; NaN: fewer than two members
   * @param prevalence share with the outcome, weighted for censoring
   */
  public record Side(long members, double mean, double sd, double prevalence) {}

  /** Compares the members of two matrices of the model's design. Triggers six actions. */
  static CaseMix of(FittedModel model, DesignMatrix here, DesignMatrix there, long seed) {
    return new CaseMix(side(model, here), side(model, there), membership(here, there, seed));
  }

  private static Side side(FittedModel model, DesignMatrix matrix) {
    org.apache.spark.sql.Column risk = col(RISK_SCORE);
    org.apache.spark.sql.Column logOdds = log(risk.divide(lit(1.0).minus(risk)));
    Row row =
        model
            .predict(matrix.rows())
            .agg(
                count(lit(1)),
                avg(logOdds),
                stddev_samp(logOdds),
                sum(col(LABEL).multiply(col(WEIGHT))).divide(sum(col(WEIGHT))))
            .first();
    return new Side(
        row.getLong(0),
        row.getDouble(1),
        row.isNullAt(2) ? Double.NaN : row.getDouble(2),
        row.getDouble(3));
  }

  /**
   * Area under the curve of a ridge logistic regression of the data set on covariates and outcome,
   * each half of the subjects told apart by the model of the other half.
   */
  private static Estimate membership(DesignMatrix here, DesignMatrix there, long seed) {
    Dataset<Row> rows =
        new VectorAssembler()
            .setInputCols(new String[] {FEATURES, LABEL})
            .setOutputCol(PARTS)
            .transform(both(here, there, seed))
            .select(
                col(SUBJECT_ID),
                col(INDEX_TIME),
                col("is_external").as(LABEL),
                col("fold"),
                lit(1.0).as(WEIGHT),
                col(PARTS).as(FEATURES))
            .repartition(1)
            .sortWithinPartitions(SUBJECT_ID, INDEX_TIME)
            .persist();
    try {
      List<Predictions> parts = new ArrayList<>();
      for (int held = 0; held < FOLDS; held++) {
        Dataset<Row> others = rows.where(col("fold").notEqual(held));
        if (others.select(LABEL).distinct().count() < 2) {
          return Estimate.notAssessable("one half of the subjects is of one data set");
        }
        FittedStage stage =
            ModelFamilies.named(new PenalisedLogistic().name()).fit(others, RIDGE, seed);
        Dataset<Row> scored = stage.score(rows.where(col("fold").equalTo(held)));
        parts.add(
            Collected.of(scored, FittedStage.RAW, List.of(), 1, Long.MAX_VALUE, seed)
                .predictions());
      }
      Estimate area = Auroc.estimate(Collected.together(parts));
      return new Estimate(
          area.value(),
          area.low(),
          area.high(),
          area.method()
              + "; ridge logistic regression of the data set on covariates and outcome,"
              + " fitted on the other half of the subjects");
    } finally {
      rows.unpersist();
    }
  }

  /** Members of both, at most about 100,000 of each, by subject. */
  private static Dataset<Row> both(DesignMatrix here, DesignMatrix there, long seed) {
    return sample(here.rows(), size(here), seed)
        .withColumn("is_external", lit(0.0))
        .unionByName(
            Shift.apart(sample(there.rows(), size(there), seed))
                .withColumn("is_external", lit(1.0)),
            true)
        .withColumn(
            "fold",
            pmod(xxhash64(lit(seed), lit("membership"), col(SUBJECT_ID)), lit((long) FOLDS)));
  }

  private static long size(DesignMatrix matrix) {
    return matrix.weights().positives() + matrix.weights().negatives();
  }

  private static Dataset<Row> sample(Dataset<Row> rows, long size, long seed) {
    Dataset<Row> own = rows.select(SUBJECT_ID, INDEX_TIME, LABEL, FEATURES);
    return size <= MOST
        ? own
        : own.where(
            pmod(xxhash64(lit(seed), col(SUBJECT_ID)), lit(1_000_000L))
                .lt(lit(1_000_000L * MOST / size)));
  }
}
