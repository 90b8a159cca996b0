package org.medley.models.effect.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.sparse.ClassFits;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.UnitColumns;
import org.medley.models.effect.unit.Units;

/** Fits over sparse rows are those from dense sums, and those of MLlib. */
@SparkTest
class SparseFitsTest {
  private static final int ROWS = 400;
  private static final int FOLDS = 4;
  private static final int ARMS = 3;
  private static final int COLUMNS = 12;
  private static final StructType SCHEMA =
      new StructType()
          .add(UnitColumns.ROW, DataTypes.LongType)
          .add(UnitColumns.SUBJECT, DataTypes.StringType)
          .add(UnitColumns.ARM, DataTypes.IntegerType)
          .add(UnitColumns.OUTCOME, DataTypes.DoubleType)
          .add(UnitColumns.WEIGHT, DataTypes.DoubleType)
          .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());

  private static Units units;
  private static Basis basis;

  /** Correlated columns, most of them mostly 0, one with a mean far from 0. */
  @BeforeAll
  static void draw(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(7);
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      double[] x = new double[COLUMNS];
      x[0] = 2_000 + 10 * random.nextDouble();
      for (int j = 1; j < COLUMNS; j++) {
        boolean same = j > 1 && random.nextDouble() < 0.5;
        x[j] = same ? x[j - 1] : random.nextDouble() < 0.2 ? 1 + random.nextInt(2) : 0;
      }
      double slope = x[1] - x[2] + (x[0] - 2_005) / 5;
      int arm = random.nextDouble() < 1 / (1 + Math.exp(-slope)) ? 1 : random.nextInt(ARMS);
      double y = slope + x[3] + arm * (1 + x[4]) + random.nextDouble();
      double weight = 0.5 + random.nextDouble();
      rows.add(RowFactory.create(i, "p" + i, arm, y, weight, Vectors.dense(x)));
    }
    units = Units.of(spark.createDataFrame(rows, SCHEMA).repartition(2), ARMS, FOLDS, 1);
    basis = Basis.of(units).first(2);
  }

  @AfterAll
  static void close() {
    units.close();
  }

  @Test
  void ridgeIsThatOfTheSumsForAllPenaltiesAndSets() {
    Problem problem =
        new Problem(ARMS, (unit, sink) -> sink.add(unit.arm(), unit.outcome(), unit.weight()));
    equal(basis, problem, requests(ARMS));
  }

  @Test
  void columnsThatAreNotPenalisedAreProjectedOut() {
    double[] shrink = new double[COLUMNS];
    Arrays.fill(shrink, 1);
    shrink[1] = 0;
    shrink[5] = 0;
    Problem problem = new Problem(1, (unit, sink) -> sink.add(0, unit.outcome(), unit.weight()));
    equal(Basis.linear(shrink), problem, requests(1));
  }

  private static List<Request> requests(int problems) {
    List<Request> requests = new ArrayList<>();
    for (int number = 0; number < problems; number++) {
      for (int without : Exclusions.upToPairs(FOLDS)) {
        requests.add(new Request(number, without));
      }
    }
    return requests;
  }

  private static void equal(Basis of, Problem problem, List<Request> requests) {
    List<Predictor> dense = new Ridge().fit(units, of, problem, requests, 1);
    List<Predictor> sparse = SparseRidge.fit(units, of, problem, requests, false);
    for (Unit unit : units.used().take(40)) {
      for (int r = 0; r < requests.size(); r++) {
        assertThat(sparse.get(r).at(unit.x()))
            .as("row %d, %s", unit.row(), requests.get(r))
            .isCloseTo(dense.get(r).at(unit.x()), within(1e-6));
      }
    }
  }

  @Test
  void multinomialIsThatOfNewton() {
    int[] without = {0, 1, 3};
    double[] penalties = {0.1, 0.001, 0.01};
    int columns = basis.size();
    assertThat(columns).isGreaterThan(COLUMNS);
    double[][][] newton = new double[without.length][ARMS - 1][columns + 1];
    double[][][] descent = new double[without.length][ARMS - 1][columns + 1];
    double[][] held =
        new NewtonFits(units.used(), basis, columns, FOLDS, new Arm())
            .minimise(without, newton, penalties, false, 1e-9);
    try (ClassFits fits = new Multinomial(units, basis, ARMS, new Arm()).sparse(columns)) {
      double[][] other = fits.minimise(without, descent, penalties, false, 1e-9);
      for (int m = 0; m < without.length; m++) {
        assertThat(other[m]).containsExactly(held[m], within(1e-5));
        for (int k = 0; k < ARMS - 1; k++) {
          assertThat(descent[m][k]).containsExactly(newton[m][k], within(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"false, 0.02", "true, 0.02"})
  void twoClassesAreThoseOfMllib(boolean lasso, double penalty, SparkSession spark) {
    double[][][] point = new double[1][1][COLUMNS + 1];
    try (ClassFits fits = new Multinomial(units, basis, 2, new Second()).sparse(COLUMNS)) {
      fits.minimise(new int[] {2}, point, new double[] {penalty}, lasso, 1e-8);
    }
    List<Row> rows =
        units.used().filter(unit -> unit.outside(2)).collect().stream()
            .map(
                unit ->
                    RowFactory.create(
                        unit.arm() == 1 ? 1.0 : 0.0, unit.weight(), Vectors.dense(unit.x())))
            .toList();
    StructType schema =
        new StructType()
            .add("label", DataTypes.DoubleType)
            .add("weight", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType());
    LogisticRegressionModel model =
        new LogisticRegression()
            .setStandardization(false)
            .setElasticNetParam(lasso ? 1 : 0)
            .setRegParam(lasso ? penalty : 2 * penalty)
            .setMaxIter(500)
            .setTol(1e-12)
            .setWeightCol("weight")
            .fit(spark.createDataFrame(rows, schema));
    double[] coefficients = Arrays.copyOf(point[0][0], COLUMNS);
    assertThat(coefficients).containsExactly(model.coefficients().toArray(), within(1e-4));
    assertThat(point[0][0][COLUMNS]).isCloseTo(model.intercept(), within(1e-4));
    assertThat(Arrays.stream(coefficients).anyMatch(b -> b == 0)).isEqualTo(lasso);
  }

  @Test
  void aFoldLeftOutDecidesNothing() {
    Units other = withFoldChanged(2);
    List<Integer> exclusions = Exclusions.single(FOLDS);
    Map<Integer, ClassModel> before = arms(units).fit(exclusions);
    Map<Integer, ClassModel> after = arms(other).fit(exclusions);
    Problem problem = new Problem(1, (unit, sink) -> sink.add(0, unit.outcome(), 1));
    List<Request> requests = exclusions.stream().map(without -> new Request(0, without)).toList();
    List<Predictor> ridge = SparseRidge.fit(units, basis, problem, requests, true);
    List<Predictor> changed = SparseRidge.fit(other, basis, problem, requests, true);
    Unit unit = units.used().filter(each -> each.fold() == 2).first();
    double[] x = unit.x();
    assertThat(after.get(1 << 2).at(x)).containsExactly(before.get(1 << 2).at(x), within(1e-9));
    assertThat(after.get(1 << 1).at(x)[1]).isNotCloseTo(before.get(1 << 1).at(x)[1], within(0.01));
    for (int r = 0; r < requests.size(); r++) {
      double difference = Math.abs(ridge.get(r).at(x) - changed.get(r).at(x));
      if ((requests.get(r).without() >> 2 & 1) == 1) {
        assertThat(difference).isLessThan(1e-9);
      } else {
        assertThat(difference).isGreaterThan(0.01);
      }
    }
  }

  private static Multinomial arms(Units of) {
    return new Multinomial(of, basis, ARMS, new Arm());
  }

  private static Units withFoldChanged(int fold) {
    var changed =
        units
            .used()
            .map(
                u ->
                    u.fold() == fold
                        ? new Unit(
                            u.row(),
                            u.subject(),
                            (int) (u.row() % ARMS),
                            fold,
                            -9 * u.outcome(),
                            u.weight(),
                            u.covariates(),
                            u.sampling())
                        : u);
    return new Units(changed, changed, units.scale(), FOLDS, ARMS, units.rows(), units.subjects());
  }

  private record Arm() implements Multinomial.Label {
    @Override
    public int of(Unit unit) {
      return unit.arm();
    }

    @Override
    public double weight(Unit unit) {
      return unit.weight();
    }
  }

  private record Second() implements Multinomial.Label {
    @Override
    public int of(Unit unit) {
      return unit.arm() == 1 ? 1 : 0;
    }

    @Override
    public double weight(Unit unit) {
      return unit.weight();
    }
  }
}
