package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.unix_micros;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.PenalisedLogistic;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.parallel.Parallel;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Permutation;
import org.medley.models.statistics.Predictions;

/** Controls that ought to find nothing: what they find is a fault of the data or of the study. */
public final class Controls {
  /** Fits to shuffled labels. */
  public static final int SHUFFLES = 20;

  /** Training rows on the driver; the control refuses more, and is not meant for each night. */
  public static final int MOST_ROWS = 200_000;

  private static final String SHUFFLED = "shuffled";
  private static final String SHUFFLED_AUROC = "shuffled_labels_auroc";
  private static final String MICROS = "index_micros";
  private static final Map<String, Double> RIDGE =
      Map.of(PenalisedLogistic.LASSO, 0.0, PenalisedLogistic.PENALTY, 0.1);

  private Controls() {}

  /**
   * Shuffles the labels between the people of the training split, fits a ridge logistic regression
   * to them and judges it on the test members; {@link #SHUFFLES} times. The mean AUROC ought to lie
   * within two standard errors of one half, which are the ends of the interval. Not assessable
   * where training or test members are of one class only. Triggers some 50 actions per shuffle.
   *
   * @throws IllegalArgumentException if there are more than {@link #MOST_ROWS} training rows
   */
  public static Metric shuffledLabels(Snapshot snapshot, int rowsPerPartition, long seed) {
    CensoringWeights weights = CensoringWeights.fit(snapshot.members(Snapshot.TRAIN));
    long known = weights.positives() + weights.negatives();
    if (known > MOST_ROWS) {
      throw new IllegalArgumentException(
          "The shuffled-label control takes at most " + MOST_ROWS + " training members.");
    }
    try (DesignMatrix train = DesignMatrix.fit(snapshot, weights, rowsPerPartition);
        DesignMatrix test =
            DesignMatrix.of(snapshot, Snapshot.TEST, train.design(), List.of()).kept()) {
      long size = test.weights().positives() + test.weights().negatives();
      if (oneClass(weights) || oneClass(test.weights())) {
        Estimate none = Estimate.notAssessable("training or test members are of one class only");
        return new Metric(Metric.ALL, SHUFFLED_AUROC, none, size, test.weights().positives());
      }
      Dataset<Row> rows = shuffled(train.rows(), seed).persist();
      List<Predictions> judged =
          Parallel.map(2, SHUFFLES, k -> judged(rows, k, test.rows(), size, seed));
      rows.unpersist();
      double[] areas =
          judged.stream().mapToDouble(p -> Auroc.value(p.label(), p.score(), p.weight())).toArray();
      return metric(areas, judged.get(0));
    }
  }

  private static Predictions judged(
      Dataset<Row> rows, int shuffle, Dataset<Row> test, long size, long seed) {
    return ridge(rows.withColumn(LABEL, element_at(col(SHUFFLED), shuffle + 1)), test, size, seed);
  }

  /**
   * Log odds of the rows of {@code test}, by a ridge logistic regression fitted to {@code rows}.
   */
  static Predictions ridge(Dataset<Row> rows, Dataset<Row> test, long size, long seed) {
    FittedStage stage = ModelFamilies.named("logistic").fit(rows, RIDGE, seed);
    return Collected.of(stage.score(test), FittedStage.RAW, List.of(), size, MOST_ROWS, seed)
        .predictions();
  }

  private static Metric metric(double[] areas, Predictions test) {
    String method =
        "mean AUROC of "
            + areas.length
            + " ridge logistic fits to labels shuffled between people, with two standard errors";
    return new Metric(Metric.ALL, SHUFFLED_AUROC, mean(areas, method), test.size(), test.events());
  }

  private static Estimate mean(double[] areas, String method) {
    double mean = Arrays.stream(areas).average().orElse(Double.NaN);
    double squares = Arrays.stream(areas).map(a -> (a - mean) * (a - mean)).sum();
    double error = Math.sqrt(squares / (areas.length - 1) / areas.length);
    return new Estimate(mean, mean - 2 * error, mean + 2 * error, method);
  }

  private static boolean oneClass(CensoringWeights weights) {
    return weights.positives() == 0 || weights.negatives() == 0;
  }

  /** The rows with {@link #SHUFFLES} shuffled labels each. */
  private static Dataset<Row> shuffled(Dataset<Row> rows, long seed) {
    List<Row> keys =
        rows.select(col(SUBJECT_ID), unix_micros(col(INDEX_TIME)), col(LABEL))
            .orderBy(SUBJECT_ID, INDEX_TIME)
            .collectAsList();
    Map<Long, List<Row>> people = new TreeMap<>();
    keys.forEach(key -> people.computeIfAbsent(key.getLong(0), k -> new ArrayList<>()).add(key));
    List<List<Row>> samples = List.copyOf(people.values());
    List<int[]> donors = new ArrayList<>();
    for (int k = 0; k < SHUFFLES; k++) {
      donors.add(Permutation.of(samples.size(), new SplittableRandom(seed + k)));
    }
    List<Row> labels = new ArrayList<>();
    for (int person = 0; person < samples.size(); person++) {
      for (int s = 0; s < samples.get(person).size(); s++) {
        Double[] drawn = new Double[SHUFFLES];
        for (int k = 0; k < SHUFFLES; k++) {
          List<Row> donor = samples.get(donors.get(k)[person]);
          drawn[k] = donor.get(s % donor.size()).getDouble(2);
        }
        Row key = samples.get(person).get(s);
        labels.add(RowFactory.create(key.getLong(0), key.getLong(1), drawn));
      }
    }
    StructType schema =
        new StructType()
            .add(SUBJECT_ID, DataTypes.LongType, false)
            .add(MICROS, DataTypes.LongType, false)
            .add(SHUFFLED, DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    Dataset<Row> drawn = rows.sparkSession().createDataFrame(labels, schema);
    return rows.withColumn(MICROS, unix_micros(col(INDEX_TIME)))
        .join(broadcast(drawn), new String[] {SUBJECT_ID, MICROS});
  }
}
