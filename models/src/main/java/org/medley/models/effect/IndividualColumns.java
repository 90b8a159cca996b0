package org.medley.models.effect;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;

/** Columns of individual effects: one row per row of the data and contrast. */
public final class IndividualColumns {
  /** Number of the row in the data; BIGINT. */
  public static final String ROW = "row";

  /** The arm; STRING. */
  public static final String ARM = "arm";

  /** The arm that it is compared with; STRING. */
  public static final String REFERENCE = "reference";

  /**
   * Predicted effect, by a model that did not see the row's fold; DOUBLE, in the outcome's unit.
   */
  public static final String EFFECT = "effect";

  /**
   * Predicted mean outcome in the arm, which is {@link #REFERENCE_OUTCOME} plus {@link #EFFECT};
   * DOUBLE, in the outcome's unit.
   */
  public static final String OUTCOME = "outcome";

  /** Predicted mean outcome in the reference arm, by its outcome model; DOUBLE. */
  public static final String REFERENCE_OUTCOME = "reference_outcome";

  /**
   * Low end of the 95 percent interval; DOUBLE; null where it is not known. It is the interval of
   * {@link #INTERVAL_EFFECT}, the mean effect in the people that {@link #INTERVAL_OF} names, and
   * not of what would happen to one person: no honest interval of that is known.
   */
  public static final String EFFECT_LOW = "effect_low";

  /** High end of the interval; DOUBLE; null where it is not known. */
  public static final String EFFECT_HIGH = "effect_high";

  /**
   * Doubly robust mean effect in the people that {@link #INTERVAL_OF} names; DOUBLE; null where it
   * is not known. Where effects are not shown to differ it is the average effect, to be used in
   * place of {@link #EFFECT}.
   */
  public static final String INTERVAL_EFFECT = "interval_effect";

  /** Whose mean effect the interval is of: a fifth by predicted effect, or all; STRING. */
  public static final String INTERVAL_OF = "interval_of";

  /** Whether held-out data show that effects differ as predicted, for this contrast; BOOLEAN. */
  public static final String SUPPORTED = "supported";

  /** Probability of the arm; DOUBLE. */
  public static final String PROPENSITY = "propensity";

  /** Probability of the reference arm; DOUBLE. */
  public static final String REFERENCE_PROPENSITY = "reference_propensity";

  /** Whether either is below the bound, so that nothing should be recommended; BOOLEAN. */
  public static final String ABSTAIN = "abstain";

  private static final StructType SCHEMA =
      new StructType()
          .add(ROW, DataTypes.LongType)
          .add(ARM, DataTypes.StringType)
          .add(REFERENCE, DataTypes.StringType)
          .add(EFFECT, DataTypes.DoubleType)
          .add(OUTCOME, DataTypes.DoubleType)
          .add(REFERENCE_OUTCOME, DataTypes.DoubleType)
          .add(EFFECT_LOW, DataTypes.DoubleType)
          .add(EFFECT_HIGH, DataTypes.DoubleType)
          .add(INTERVAL_EFFECT, DataTypes.DoubleType)
          .add(INTERVAL_OF, DataTypes.StringType)
          .add(SUPPORTED, DataTypes.BooleanType)
          .add(PROPENSITY, DataTypes.DoubleType)
          .add(REFERENCE_PROPENSITY, DataTypes.DoubleType)
          .add(ABSTAIN, DataTypes.BooleanType);

  private IndividualColumns() {}

  static Dataset<Row> of(
      SparkSession spark,
      JavaRDD<Scored> rows,
      List<Contrast> contrasts,
      List<IntervalRule> intervals,
      EffectSettings settings) {
    List<Contrast> all = List.copyOf(contrasts);
    List<IntervalRule> rules = List.copyOf(intervals);
    List<String> arms = settings.arms();
    double bound = settings.bound();
    JavaRDD<Row> individual =
        rows.flatMap(
            row ->
                IntStream.range(0, all.size())
                    .mapToObj(c -> row(row, all.get(c), c, rules.get(c), arms, bound))
                    .iterator());
    return spark.createDataFrame(individual, SCHEMA);
  }

  private static Row row(
      Scored row,
      Contrast contrast,
      int number,
      IntervalRule rule,
      List<String> arms,
      double bound) {
    double effect = row.effect()[number];
    double reference = row.outcome()[contrast.reference()];
    IntervalRule.Interval interval = rule.of(row.unit().fold(), effect);
    return RowFactory.create(
        row.unit().row(),
        arms.get(contrast.arm()),
        arms.get(contrast.reference()),
        effect,
        reference + effect,
        reference,
        known(interval.low()),
        known(interval.high()),
        known(interval.effect()),
        interval.of(),
        rule.supported(),
        row.raw()[contrast.arm()],
        row.raw()[contrast.reference()],
        row.unlikely(contrast, bound));
  }

  private static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
