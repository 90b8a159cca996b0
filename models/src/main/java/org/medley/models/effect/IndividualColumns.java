package org.medley.models.effect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
          .add(PROPENSITY, DataTypes.DoubleType)
          .add(REFERENCE_PROPENSITY, DataTypes.DoubleType)
          .add(ABSTAIN, DataTypes.BooleanType);

  private IndividualColumns() {}

  static Dataset<Row> of(
      SparkSession spark, JavaRDD<Scored> rows, List<Contrast> contrasts, EffectSettings settings) {
    List<Contrast> all = List.copyOf(contrasts);
    List<String> arms = settings.arms();
    double bound = settings.bound();
    JavaRDD<Row> individual = rows.flatMap(row -> rows(row, all, arms, bound));
    return spark.createDataFrame(individual, SCHEMA);
  }

  private static Iterator<Row> rows(
      Scored row, List<Contrast> contrasts, List<String> arms, double bound) {
    List<Row> rows = new ArrayList<>();
    for (int c = 0; c < contrasts.size(); c++) {
      Contrast contrast = contrasts.get(c);
      rows.add(
          RowFactory.create(
              row.unit().row(),
              arms.get(contrast.arm()),
              arms.get(contrast.reference()),
              row.effect()[c],
              row.raw()[contrast.arm()],
              row.raw()[contrast.reference()],
              row.unlikely(contrast, bound)));
    }
    return rows.iterator();
  }
}
