package org.medley.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.UnitColumns;

/**
 * Populations whose mean effect is known: set-ups A to D of Nie and Wager (Biometrika 2021;108:299,
 * section 6.1, with 6 covariates and noise of deviation 1), three arms, and an event in time.
 */
enum KnownEffects {
  /** Confounded, a propensity that is no logistic function, effects between 0 and 1. */
  A(2, 6, 0.5),
  /** Randomised. */
  B(2, 6, gaussian(x -> Math.log1p(Math.exp(x)))),
  /** Confounded, a constant effect of 1. */
  C(2, 6, 1),
  /** Confounded, the arms' outcomes have nothing in common. */
  D(2, 6, (Math.sqrt(3) - Math.sqrt(2)) / Math.sqrt(2 * Math.PI)),
  /** Three arms by a covariate: the second against the first, of a constant effect of 1. */
  THREE_ARMS(3, 2, 1),
  /** Risk of the event by the horizon, confounded, censored at a rate that depends on the arm. */
  SURVIVAL_RISK(2, 2, gaussian(x -> KnownEffects.risk(x, 1) - KnownEffects.risk(x, 0))),
  /** The same: restricted mean time. */
  SURVIVAL_TIME(2, 2, gaussian(x -> KnownEffects.time(x, 1) - KnownEffects.time(x, 0)));

  /** Horizon of the event in time. */
  static final double HORIZON = 3.0;

  private static final double[] LOST = {0.05, 0.12};
  private static final StructType COMMON =
      new StructType()
          .add(UnitColumns.ROW, DataTypes.LongType)
          .add(UnitColumns.SUBJECT, DataTypes.StringType)
          .add(UnitColumns.ARM, DataTypes.IntegerType)
          .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());

  private final int arms;
  private final int covariates;
  private final double truth;

  KnownEffects(int arms, int covariates, double truth) {
    this.arms = arms;
    this.covariates = covariates;
    this.truth = truth;
  }

  int arms() {
    return arms;
  }

  int covariates() {
    return covariates;
  }

  /** The mean effect of arm 1 against arm 0 in the population. */
  double truth() {
    return truth;
  }

  boolean survival() {
    return this == SURVIVAL_RISK || this == SURVIVAL_TIME;
  }

  /** Rows drawn by {@code seed}. */
  Dataset<Row> draw(SparkSession spark, int rows, long seed) {
    Random random = new Random(seed);
    List<Row> drawn = new ArrayList<>();
    for (long i = 0; i < rows; i++) {
      double[] x = new double[covariates];
      for (int j = 0; j < covariates; j++) {
        x[j] = this == A ? random.nextDouble() : random.nextGaussian();
      }
      drawn.add(survival() ? timed(i, x, random) : measured(i, x, random));
    }
    StructType schema =
        survival()
            ? COMMON
                .add(HorizonOutcomes.TIME, DataTypes.DoubleType)
                .add(HorizonOutcomes.EVENT, DataTypes.DoubleType)
            : COMMON
                .add(UnitColumns.OUTCOME, DataTypes.DoubleType)
                .add(UnitColumns.WEIGHT, DataTypes.DoubleType);
    Dataset<Row> data = spark.createDataFrame(drawn, schema).coalesce(1);
    return switch (this) {
      case SURVIVAL_RISK -> HorizonOutcomes.risk(data, HORIZON);
      case SURVIVAL_TIME -> HorizonOutcomes.restrictedTime(data, HORIZON);
      default -> data;
    };
  }

  private static Row timed(long row, double[] x, Random random) {
    int arm = random.nextDouble() < logistic(0.8 * x[0]) ? 1 : 0;
    double event = -Math.log(1 - random.nextDouble()) / hazard(x[0], arm);
    double lost = -Math.log(1 - random.nextDouble()) / LOST[arm];
    return RowFactory.create(
        row, "p" + row, arm, Vectors.dense(x), Math.min(event, lost), event <= lost ? 1.0 : 0.0);
  }

  private Row measured(long row, double[] x, Random random) {
    double sine = Math.sin(Math.PI * x[0] * x[1]);
    int arm =
        switch (this) {
          case A -> draw(random, Math.max(0.1, Math.min(0.9, sine)));
          case B -> draw(random, 0.5);
          case C -> draw(random, logistic(-x[1] - x[2]));
          case D -> draw(random, 1 / (1 + Math.exp(-x[0]) + Math.exp(-x[1])));
          default -> draw(random, 1, Math.exp(0.7 * x[0]), Math.exp(-0.7 * x[0]));
        };
    double first = this == D ? Math.max(x[0] + x[1] + x[2], 0) : 0;
    double second = this == D ? Math.max(x[3] + x[4], 0) : 0;
    double mean =
        switch (this) {
          case A ->
              sine
                  + 2 * Math.pow(x[2] - 0.5, 2)
                  + x[3]
                  + 0.5 * x[4]
                  + (arm - 0.5) * (x[0] + x[1]) / 2;
          case B ->
              Math.max(0, Math.max(x[0] + x[1], x[2]))
                  + Math.max(0, x[3] + x[4])
                  + (arm - 0.5) * (x[0] + Math.log1p(Math.exp(x[1])));
          case C -> 2 * Math.log1p(Math.exp(x[0] + x[1] + x[2])) + arm - 0.5;
          case D -> (first + second) / 2 + (arm - 0.5) * (first - second);
          default -> x[0] + x[1] + (arm == 0 ? 0 : arm == 1 ? 1 : 1 + 2 * x[0]);
        };
    return RowFactory.create(
        row, "p" + row, arm, Vectors.dense(x), mean + random.nextGaussian(), 1.0);
  }

  private static int draw(Random random, double probability) {
    return random.nextDouble() < probability ? 1 : 0;
  }

  private static int draw(Random random, double none, double one, double two) {
    double drawn = random.nextDouble() * (none + one + two);
    return drawn < none ? 0 : drawn < none + one ? 1 : 2;
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double hazard(double x, int arm) {
    return 0.25 * Math.exp(0.5 * x) * (arm == 1 ? 0.6 : 1);
  }

  private static double risk(double x, int arm) {
    return 1 - Math.exp(-hazard(x, arm) * 3);
  }

  private static double time(double x, int arm) {
    return risk(x, arm) / hazard(x, arm);
  }

  /** The mean of a function of a standard normal number, by the trapezoid rule. */
  private static double gaussian(DoubleUnaryOperator of) {
    double step = 1e-3;
    double sum = 0;
    for (double x = -9; x <= 9; x += step) {
      sum += of.applyAsDouble(x) * Math.exp(-x * x / 2) * step;
    }
    return sum / Math.sqrt(2 * Math.PI);
  }
}
