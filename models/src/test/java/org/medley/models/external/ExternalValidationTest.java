package org.medley.models.external;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SPLIT;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Reference;
import org.medley.features.testing.SparkTest;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.evaluate.Metric;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.rebuild.Part;
import org.medley.models.rebuild.Rebuild;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.testing.Simulation;
import org.medley.models.testing.Trained;

/**
 * A model of 200 people, applied to 300 of another place whose covariates are numbered otherwise.
 */
@SparkTest
class ExternalValidationTest {
  private static final int COVARIATES = 6;
  private static final int ABSENT = 3;
  private static final EvaluateSettings SETTINGS =
      new EvaluateSettings(List.of("sex"), List.of(0.2), 20, 1, 1_000_000, 5);

  @Test
  void covariatesAreMappedByNameAndUnit(SparkSession spark) {
    Snapshot theirs = theirs(spark);
    Snapshot other = numberedOtherwise(spark, theirs);
    FittedModel model = Trained.model(spark, "logistic");
    Mapped mapped = Mapped.of(other.matrix(), other.reference(), model.design());
    assertThat(mapped.absent()).extracting(each -> each.index()).containsExactly(ABSENT);
    assertThat(mapped.otherUnit()).isEmpty();
    assertThat(rows(mapped.matrix(), COVARIATES)).isEqualTo(rows(theirs.matrix(), ABSENT));

    Dataset<Row> inOtherUnit =
        other
            .reference()
            .withColumn(
                Reference.UNIT,
                org.apache
                    .spark
                    .sql
                    .functions
                    .when(col(Reference.FAMILY).equalTo("measurements"), lit("mmol/mol"))
                    .otherwise(col(Reference.UNIT)));
    assertThat(Mapped.of(other.matrix(), inOtherUnit, model.design()).otherUnit())
        .singleElement()
        .satisfies(each -> assertThat(each.index()).isEqualTo(1));
  }

  @Test
  void theModelIsJudgedComparedUpdatedAndBuiltAgain(SparkSession spark) {
    FittedModel model = Trained.model(spark, "logistic");
    Snapshot theirs = theirs(spark);
    Snapshot other = numberedOtherwise(spark, theirs);
    Mapped mapped = Mapped.of(other.matrix(), other.reference(), model.design());
    Snapshot development = Trained.snapshot(spark);
    Snapshot there =
        new Snapshot(Simulation.TASK, other.members(), mapped.matrix(), development.reference());
    Validation found =
        new ExternalValidation(
                model, Trained.settings("logistic"), development, there, mapped, SETTINGS)
            .run();

    assertThat(found.flow().samples() + found.flow().unknown()).isEqualTo(300);
    assertThat(found.notes()).anyMatch(note -> note.startsWith("1 of 6 covariates"));
    assertThat(found.absentShare()).isBetween(0.0, 0.2);
    judgedAsByTheEvaluator(found, model, there);
    shifted(found, development, there);
    updated(found, model, there);

    assertThat(found.closed().tests()).isNotEmpty();
    assertThat(found.variants())
        .allSatisfy(each -> assertThat(each.exists()).as(each.reason()).isTrue())
        .allSatisfy(each -> assertThat(each.overall("auroc")).isPresent())
        .allSatisfy(each -> assertThat(each.curves()).isNotEmpty());
    assertThat(found.variant(UpdateKind.REFIT).metrics())
        .anyMatch(metric -> metric.subgroup().equals("sex=male"))
        .allMatch(metric -> metric.estimate().method().contains("refit out of fold"));
    assertThat(found.caseMix().membership().value()).isBetween(0.5, 0.9);
  }

  @Test
  void withoutOutcomesThereIsNothingToSay(SparkSession spark) {
    FittedModel model = Trained.model(spark, "logistic");
    Snapshot theirs = theirs(spark);
    for (double label : new double[] {0, 1}) {
      Snapshot one =
          new Snapshot(
              Simulation.TASK,
              theirs.members().where(col(LABEL).equalTo(label)),
              theirs.matrix(),
              theirs.reference());
      Mapped mapped = Mapped.of(one.matrix(), one.reference(), model.design());
      ExternalValidation run =
          new ExternalValidation(
              model, Trained.settings("logistic"), theirs, one, mapped, SETTINGS);
      assertThatThrownBy(run::run)
          .isInstanceOf(NotValidated.class)
          .hasMessageContaining(label == 0 ? "None of the" : "Every one of the");
    }
  }

  private static void judgedAsByTheEvaluator(Validation found, FittedModel model, Snapshot there) {
    Snapshot asTest =
        new Snapshot(
            there.task(),
            there.members().withColumn(SPLIT, lit("test")),
            there.matrix(),
            there.reference());
    List<Metric> expected = Evaluator.test(model, asTest, SETTINGS);
    assertThat(found.variant(UpdateKind.NONE).metrics()).isEqualTo(expected);
  }

  private static void shifted(Validation found, Snapshot development, Snapshot there) {
    Shift measured = found.shifts().get(1);
    double[] here = values(development, 1);
    double[] theirs = values(there, 1);
    assertThat(measured.development().mean()).isCloseTo(mean(here), within(1e-9));
    assertThat(measured.external().mean()).isCloseTo(mean(theirs), within(1e-9));
    double pooled = Math.sqrt((variance(here) + variance(theirs)) / 2);
    assertThat(measured.difference()).isCloseTo((mean(theirs) - mean(here)) / pooled, within(1e-9));
    assertThat(measured.external().missing())
        .isCloseTo(1 - theirs.length / (double) found.flow().samples(), within(1e-12));
    Shift absent = found.shifts().get(ABSENT);
    assertThat(absent.absentThere()).isTrue();
    assertThat(absent.external().mean()).isZero();
    Shift flag = found.shifts().get(0);
    assertThat(flag.binary()).isTrue();
    double share = values(there, 0).length / (double) found.flow().samples();
    assertThat(flag.external().mean()).isCloseTo(share, within(1e-12));
    assertThat(flag.external().sd()).isCloseTo(Math.sqrt(share * (1 - share)), within(1e-12));
    assertThat(found.shifts().stream().mapToDouble(Shift::share).sum()).isCloseTo(1, within(1e-9));
  }

  private static void updated(Validation found, FittedModel model, Snapshot there) {
    for (UpdateKind kind : List.of(UpdateKind.IN_THE_LARGE, UpdateKind.INTERCEPT_SLOPE)) {
      FittedModel updated = found.updated(kind);
      Recalibration fitted = found.variant(kind).fitted().orElseThrow();
      Dataset<Row> vectors = there.matrix().withColumn(FEATURES, model.design().vector()).limit(50);
      List<Row> before = model.predict(vectors).select(RISK_SCORE).collectAsList();
      List<Row> after = updated.predict(vectors).select(RISK_SCORE).collectAsList();
      for (int i = 0; i < before.size(); i++) {
        double expected =
            fitted.intercept().value()
                + fitted.slope().value() * LogisticFit.logit(before.get(i).getDouble(0));
        assertThat(LogisticFit.logit(after.get(i).getDouble(0))).isCloseTo(expected, within(1e-12));
      }
      assertThat(Rebuild.ofUpdate(updated, model, kind, there, 1)).allMatch(Part::same);
    }
    assertThat(
            Rebuild.ofUpdate(
                found.updated(UpdateKind.IN_THE_LARGE),
                model,
                UpdateKind.INTERCEPT_SLOPE,
                there,
                1))
        .anyMatch(part -> !part.same());
  }

  private static Snapshot theirs(SparkSession spark) {
    Snapshot all = new Simulation(300, 1, COVARIATES, 1.0, 0.2, 7).snapshot(spark);
    return new Snapshot(
        all.task(),
        all.members().withColumn(SPLIT, lit(Snapshot.TRAIN)),
        all.matrix(),
        all.reference());
  }

  /** The same with indices turned round, without one covariate, and with one more. */
  private static Snapshot numberedOtherwise(SparkSession spark, Snapshot theirs) {
    List<Row> matrix = new ArrayList<>();
    for (Row row : theirs.matrix().collectAsList()) {
      TreeMap<Integer, Double> cells = new TreeMap<>();
      List<Integer> indices = row.getList(5);
      List<Double> values = row.getList(6);
      for (int k = 0; k < indices.size(); k++) {
        if (indices.get(k) != ABSENT) {
          cells.put(COVARIATES - indices.get(k), values.get(k));
        }
      }
      cells.put(0, 4.0);
      matrix.add(
          RowFactory.create(
              row.get(0),
              "theirs",
              row.get(2),
              row.get(3),
              row.get(4),
              cells.keySet().toArray(),
              cells.values().toArray()));
    }
    Dataset<Row> reference =
        theirs
            .reference()
            .where(col(Reference.INDEX).notEqual(ABSENT))
            .withColumn(Reference.INDEX, lit(COVARIATES).minus(col(Reference.INDEX)));
    Dataset<Row> more =
        reference
            .limit(1)
            .withColumn(Reference.INDEX, lit(0))
            .withColumn(Reference.COVARIATE, lit("only_theirs"));
    return new Snapshot(
        theirs.task(),
        theirs.members(),
        spark.createDataFrame(matrix, Matrix.TABLE.schema()),
        reference.unionByName(more));
  }

  /** Rows as sorted text, without the covariate {@code left}. */
  private static List<String> rows(Dataset<Row> matrix, int left) {
    List<String> rows = new ArrayList<>();
    for (Row row : matrix.collectAsList()) {
      List<Integer> indices = row.getList(row.fieldIndex(Matrix.INDICES));
      List<Double> values = row.getList(row.fieldIndex(Matrix.VALUES));
      StringBuilder text = new StringBuilder();
      text.append(row.<Long>getAs(SUBJECT_ID)).append(row.<Object>getAs(INDEX_TIME));
      text.append(row.<String>getAs(Matrix.REFERENCE_ID));
      for (int k = 0; k < indices.size(); k++) {
        if (indices.get(k) != left) {
          text.append(' ').append(indices.get(k)).append('=').append(values.get(k));
        }
      }
      rows.add(text.toString());
    }
    return rows.stream().sorted().toList();
  }

  /** Values of one covariate among members of split train with a known label. */
  private static double[] values(Snapshot snapshot, int index) {
    return snapshot
        .members(Snapshot.TRAIN)
        .where(col(LABEL).isNotNull())
        .select(SUBJECT_ID, INDEX_TIME)
        .join(
            snapshot.matrix().where(col(Matrix.PURPOSE).equalTo("train")),
            new String[] {SUBJECT_ID, INDEX_TIME})
        .collectAsList()
        .stream()
        .flatMapToDouble(
            row -> {
              List<Integer> indices = row.getList(row.fieldIndex(Matrix.INDICES));
              int at = indices.indexOf(index);
              List<Double> values = row.getList(row.fieldIndex(Matrix.VALUES));
              return at < 0
                  ? java.util.stream.DoubleStream.empty()
                  : java.util.stream.DoubleStream.of(values.get(at));
            })
        .toArray();
  }

  private static double mean(double[] values) {
    return java.util.Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return java.util.Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum()
        / (values.length - 1);
  }
}
