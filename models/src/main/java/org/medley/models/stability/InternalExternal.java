package org.medley.models.stability;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Metric;
import org.medley.models.family.FittedStage;
import org.medley.models.hazard.NotFitted;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.CalibrationLine;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.RandomEffects;
import org.medley.models.train.PartFit;
import org.medley.models.train.Refit;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;

/**
 * Internal-external cross-validation (Royston, Parmar and Sylvester, Stat Med 2004;23:907): each
 * year, site or group is predicted by a model that saw nothing of it. As a person may be in several
 * years, members are also predicted in folds of people, so that no model saw the person either. The
 * areas are summed up on the log odds scale (Snell et al., Stat Methods Med Res 2018;27:3505).
 */
final class InternalExternal {
  /** The clustering by year of the index time, in UTC. */
  static final String YEAR = "year";

  private static final String CLUSTER = "cluster";
  private static final String AUROC = "left_out_auroc";

  private final Refit refit;
  private final Snapshot snapshot;
  private final TrainSettings settings;
  private final String clustering;

  InternalExternal(Refit refit, Snapshot snapshot, TrainSettings settings, String clustering) {
    this.refit = refit;
    this.snapshot = snapshot;
    this.settings = settings;
    this.clustering = clustering;
  }

  /** Numbers of each cluster that has outcomes enough, and of all together. */
  List<Metric> run(Consumer<String> progress) {
    Dataset<Row> rows = clustered(refit.rows());
    List<String> clusters =
        rows
            .select(CLUSTER)
            .where(col(CLUSTER).isNotNull())
            .distinct()
            .orderBy(CLUSTER)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    Map<String, Predictions> predicted = new TreeMap<>();
    List<Metric> unfitted = new ArrayList<>();
    for (String cluster : clusters) {
      progress.accept("leaving out %s %s".formatted(clustering, cluster));
      List<Predictions> parts = new ArrayList<>();
      try {
        for (int fold = 0; fold < settings.folds(); fold++) {
          parts.add(predicted(rows, cluster, fold));
        }
        predicted.put(cluster, Collected.together(parts));
      } catch (NotFitted e) {
        unfitted.add(
            new Metric(
                clustering + "=" + cluster,
                AUROC,
                Estimate.notAssessable("no fit without it: " + e.getMessage()),
                refit.samples(),
                refit.events()));
      }
    }
    List<Metric> metrics = metrics(predicted);
    metrics.addAll(unfitted);
    return metrics;
  }

  private Predictions predicted(Dataset<Row> rows, String cluster, int fold) {
    Column own = col(CLUSTER).equalTo(cluster);
    Column folded = refit.fold().equalTo(fold);
    Column sees = when(own.or(folded), lit(0)).otherwise(lit(1));
    PartFit stage = refit.fit(this::clustered, sees);
    return Collected.of(
            stage.score(rows.where(own.and(folded))),
            FittedStage.RAW,
            List.of(),
            refit.samples(),
            Trainer.MOST_OUT_OF_FOLD,
            settings.seed())
        .predictions();
  }

  /** The rows with their cluster as text. */
  private Dataset<Row> clustered(Dataset<Row> rows) {
    if (clustering.equals(YEAR)) {
      return rows.withColumn(CLUSTER, year(col(INDEX_TIME)).cast("string"));
    }
    Dataset<Row> members =
        snapshot
            .members(Snapshot.TRAIN)
            .select(col(SUBJECT_ID), col(INDEX_TIME), col(clustering).cast("string").as(CLUSTER));
    return rows.join(members, new String[] {SUBJECT_ID, INDEX_TIME}, "left");
  }

  private List<Metric> metrics(Map<String, Predictions> predicted) {
    List<Metric> metrics = new ArrayList<>();
    List<double[]> areas = new ArrayList<>();
    predicted.forEach(
        (cluster, logOdds) -> {
          Predictions risks = Refitted.risks(logOdds);
          long fewest = Math.min(risks.events(), risks.size() - risks.events());
          boolean few = fewest < EvaluateSettings.LEAST_EVENTS;
          Estimate auroc = few ? few() : Auroc.estimate(risks);
          metrics.add(metric(cluster, AUROC, auroc, risks));
          metrics.add(
              metric(
                  cluster,
                  "left_out_calibration_slope",
                  few ? few() : CalibrationLine.slope(risks),
                  risks));
          double error = Math.sqrt(Auroc.variance(risks));
          if (!few && auroc.value() > 0 && auroc.value() < 1 && error > 0) {
            double spread = auroc.value() * (1 - auroc.value());
            areas.add(new double[] {LogisticFit.logit(auroc.value()), error / spread});
          }
        });
    metrics.addAll(together(areas));
    return metrics;
  }

  private List<Metric> together(List<double[]> areas) {
    String name = AUROC + "_by_" + clustering;
    if (areas.size() < 2) {
      return List.of(
          new Metric(
              Metric.ALL,
              name,
              Estimate.notAssessable("fewer than two clusters have outcomes enough"),
              refit.samples(),
              refit.events()));
    }
    RandomEffects sum =
        RandomEffects.of(
            areas.stream().mapToDouble(area -> area[0]).toArray(),
            areas.stream().mapToDouble(area -> area[1]).toArray());
    String method = "random effects of " + sum.clusters() + " clusters on the log odds of AUROC";
    Estimate mean =
        new Estimate(
            LogisticFit.expit(sum.mean()),
            LogisticFit.expit(sum.low()),
            LogisticFit.expit(sum.high()),
            method + ", DerSimonian and Laird, interval of Hartung and Knapp");
    Estimate next =
        Double.isNaN(sum.newLow())
            ? Estimate.notAssessable("a prediction interval needs three clusters")
            : new Estimate(
                LogisticFit.expit(sum.mean()),
                LogisticFit.expit(sum.newLow()),
                LogisticFit.expit(sum.newHigh()),
                method + ", 95% prediction interval for a new cluster");
    Estimate between = Estimate.of(sum.between(), method + ", variance between clusters");
    return List.of(
        new Metric(Metric.ALL, name, mean, refit.samples(), refit.events()),
        new Metric(Metric.ALL, name + "_new", next, refit.samples(), refit.events()),
        new Metric(Metric.ALL, name + "_tau2", between, refit.samples(), refit.events()));
  }

  private Metric metric(String cluster, String name, Estimate estimate, Predictions p) {
    return new Metric(clustering + "=" + cluster, name, estimate, p.size(), p.events());
  }

  private static Estimate few() {
    return Estimate.notAssessable(
        "fewer than " + EvaluateSettings.LEAST_EVENTS + " outcomes or non-outcomes");
  }
}
