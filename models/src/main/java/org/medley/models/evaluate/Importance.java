package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.Strongest;
import org.medley.models.family.FittedStage;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * What the ranking rests on: by how much the AUROC of test members falls when the values of one
 * covariate are exchanged between them at random (Breiman, Mach Learn 2001;45:5; Fisher, Rudin and
 * Dominici, JMLR 2019;20:177). Covariates that stand in for each other share what they carry.
 */
public final class Importance {
  /** The split of these rows. */
  public static final String SPLIT = "importance";

  /** The metric. */
  public static final String METRIC = "auroc_drop";

  /** What a subgroup's name begins with: the name of the covariate follows. */
  public static final String COVARIATE = "covariate=";

  /** Covariates that are looked at: those with the largest mean contribution. */
  public static final int MOST = 20;

  /** Random exchanges of each. */
  static final int EXCHANGES = 3;

  /** Members on the driver; of more a sample of subjects is taken. */
  static final int SAMPLE = 5_000;

  private Importance() {}

  /**
   * The fall of the AUROC for the {@link #MOST} strongest covariates of {@code model}, the largest
   * first; empty unless the test members have both classes. Triggers three actions.
   */
  public static List<Metric> of(FittedModel model, Snapshot snapshot, EvaluateSettings settings) {
    try (DesignMatrix test =
        DesignMatrix.of(snapshot, Snapshot.TEST, model.design(), List.of()).kept()) {
      long known = test.weights().positives() + test.weights().negatives();
      if (test.weights().positives() == 0 || test.weights().negatives() == 0) {
        return List.of();
      }
      Dataset<Row> rows = SubjectSample.of(test.rows(), known, SAMPLE, settings.seed()).rows();
      int[] strongest = strongest(model.contributions(), rows);
      if (strongest.length == 0) {
        return List.of();
      }
      Exchanged exchanged =
          Exchanged.of(model.stage().score(rows), strongest, EXCHANGES, settings.seed());
      double[][][] scores = exchanged.scores(model.stage(), rows);
      List<Metric> metrics = new ArrayList<>();
      for (int j = 0; j < strongest.length; j++) {
        metrics.add(
            new Metric(
                COVARIATE + model.design().covariates().get(strongest[j]).name(),
                METRIC,
                fall(exchanged.predictions(), scores[j]),
                exchanged.predictions().size(),
                exchanged.predictions().events()));
      }
      metrics.sort(Comparator.comparingDouble(metric -> -metric.estimate().value()));
      return metrics;
    }
  }

  /** Indices of the covariates with the largest mean absolute contribution, none of zero. */
  private static int[] strongest(Contributions contributions, Dataset<Row> rows) {
    UDF1<Vector, Vector> parts = x -> Vectors.dense(contributions.of(x)).toSparse();
    Vector sums =
        rows.select(
                functions.udf(parts, SQLDataTypes.VectorType()).apply(col(FEATURES)).as("parts"))
            .agg(Summarizer.normL1(col("parts")))
            .first()
            .getAs(0);
    return Strongest.of(sums.toArray(), MOST);
  }

  /** Mean over the exchanges; its error adds theirs to that of the paired comparison. */
  private static Estimate fall(Predictions p, double[][] exchanged) {
    double[] falls = new double[exchanged.length];
    double sampling = 0;
    for (int r = 0; r < falls.length; r++) {
      Auroc.Comparison each = Auroc.compare(p, exchanged[r]);
      falls[r] = each.difference();
      sampling += each.standardError() * each.standardError() / falls.length;
    }
    double mean = Arrays.stream(falls).average().orElse(Double.NaN);
    double between =
        Arrays.stream(falls).map(f -> (f - mean) * (f - mean)).sum() / (falls.length - 1);
    return Estimate.wald(
        mean,
        Math.sqrt(sampling + between / falls.length),
        "AUROC less that with the covariate's values exchanged between members, mean of "
            + falls.length
            + " exchanges; paired by member");
  }

  /** Key of a member, to bring rows and positions together. */
  static org.apache.spark.sql.Column key() {
    return functions.struct(col(SUBJECT_ID), unix_micros(col(INDEX_TIME)));
  }

  /** The columns that are collected of scored rows. */
  static Dataset<Row> collected(Dataset<Row> scored) {
    return scored.select(
        col(SUBJECT_ID),
        unix_micros(col(INDEX_TIME)),
        col(LABEL),
        col(WEIGHT),
        col(FittedStage.RAW),
        col(FEATURES));
  }
}
