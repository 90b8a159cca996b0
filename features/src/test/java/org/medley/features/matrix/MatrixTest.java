package org.medley.features.matrix;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.covariate.FeatureOptions;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.covariate.LookbackWindow;
import org.medley.features.covariate.Population;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class MatrixTest {
  private static final String ID = "reference-1";
  private static final FeatureSettings HALF =
      new FeatureSettings(FeatureSettings.DEFAULT_FAMILIES, FeatureSettings.DEFAULT_WINDOWS, 0.5);

  private static Dataset<Row> members(SparkSession spark) {
    return TextTable.rows(
        spark,
        Members.TABLE,
        """
        | task | purpose | subject_id | index_time          | split   |
        | t    | train   | 1          | 2020-01-01 00:00:00 | train   |
        | t    | train   | 2          | 2020-01-01 00:00:00 | train   |
        | t    | train   | 3          | 2020-01-01 00:00:00 | train   |
        | t    | train   | 4          | 2020-01-01 00:00:00 | train   |
        | t    | train   | 5          | 2020-01-01 00:00:00 | test    |
        | t    | train   | 1          | 2021-01-01 00:00:00 | embargo |
        | t    | score   | 1          | 2020-01-01 00:00:00 | none    |
        | u    | train   | 1          | 2020-01-01 00:00:00 | train   |
        """);
  }

  private static Dataset<Row> covariates(SparkSession spark) {
    return TextTable.rows(
        spark,
        Covariates.TABLE,
        """
        |task|purpose|subject_id|index_time         |covariate |family|code|aggregate|unit|description|absent |value|
        |t   |train  |1         |2020-01-01 00:00:00|b_half    |f     |B   |any      |    |b          |zero   |1    |
        |t   |train  |2         |2020-01-01 00:00:00|b_half    |f     |B   |any      |    |bee        |zero   |1    |
        |t   |train  |5         |2020-01-01 00:00:00|b_half    |f     |B   |any      |    |bee        |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|rare      |f     |R   |any      |    |r          |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |e          |zero   |1    |
        |t   |train  |2         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |e          |zero   |1    |
        |t   |train  |3         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |e          |zero   |1    |
        |t   |train  |4         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |e          |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|same_value|f     |S   |last     |    |s          |missing|7    |
        |t   |train  |2         |2020-01-01 00:00:00|same_value|f     |S   |last     |    |s          |missing|7    |
        |t   |train  |5         |2020-01-01 00:00:00|test_only |f     |T   |any      |    |t          |zero   |1    |
        |t   |score  |1         |2020-01-01 00:00:00|score_only|f     |T   |any      |    |t          |zero   |1    |
        |u   |train  |1         |2020-01-01 00:00:00|other_task|f     |T   |any      |    |t          |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|a_last    |f     |A   |last     |%   |a, last    |missing|5    |
        |t   |train  |1         |2020-01-01 00:00:00|a_last    |f     |A   |last     |mmol|a, last    |missing|30   |
        |t   |train  |2         |2020-01-01 00:00:00|a_last    |f     |A   |last     |mmol|a, last    |missing|40   |
        |t   |train  |3         |2020-01-01 00:00:00|a_last    |f     |A   |last     |%   |a, last    |missing|6    |
        |t   |train  |4         |2020-01-01 00:00:00|a_last    |f     |A   |last     |%   |a, last    |missing|8    |
        |t   |score  |1         |2020-01-01 00:00:00|a_last    |f     |A   |last     |%   |a, last    |missing|9    |
        |t   |score  |1         |2020-01-01 00:00:00|b_half    |f     |B   |any      |    |b          |zero   |1    |
        """);
  }

  @Test
  void theVocabularyIsFittedOnTrainingMembersOnly(SparkSession spark) {
    Dataset<Row> reference =
        Reference.TABLE.conform(References.fit(covariates(spark), members(spark), HALF, "t", ID));

    assertThat(
            reference.orderBy(Reference.INDEX).collectAsList().stream().map(Row::toString).toList())
        .containsExactly(
            "[t,reference-1,0,a_last,f,A,null,last,%,"
                + "a, last; values in other units left out: mmol,missing,0.75]",
            "[t,reference-1,1,b_half,f,B,null,any,null,b,zero,0.5]");
  }

  @Test
  void everyMemberHasARowWithAscendingIndicesOfKnownCovariates(SparkSession spark) {
    Dataset<Row> reference = References.fit(covariates(spark), members(spark), HALF, "t", ID);
    Dataset<Row> matrix =
        Matrix.TABLE.conform(Matrices.build(covariates(spark), members(spark), reference, "t", ID));

    assertThat(shown(matrix))
        .containsExactlyInAnyOrder(
            "train 1 2020 [0,1] [5.0,1.0]",
            "train 2 2020 [1] [1.0]",
            "train 3 2020 [0] [6.0]",
            "train 4 2020 [0] [8.0]",
            "train 5 2020 [1] [1.0]",
            "train 1 2021 [] []",
            "score 1 2020 [0,1] [9.0,1.0]");
  }

  private static List<String> shown(Dataset<Row> matrix) {
    return matrix
        .selectExpr(
            """
            concat_ws(' ', purpose, subject_id, year(index_time),
                to_json(`indices`), to_json(`values`))
            """)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void whatTrainingMembersLackHasAnIndicatorFittedOnThem(SparkSession spark) {
    FeatureSettings settings =
        new FeatureSettings(
            FeatureSettings.DEFAULT_FAMILIES,
            FeatureSettings.DEFAULT_WINDOWS,
            0.2,
            new FeatureOptions(
                Map.of(), List.of(), Optional.empty(), FeatureOptions.MissingIndicators.ADDED));
    Dataset<Row> more =
        covariates(spark)
            .unionByName(
                covariates(spark)
                    .where(col(Covariates.COVARIATE).equalTo("a_last"))
                    .withColumn(Covariates.COVARIATE, lit("a_mean"))
                    .withColumn(Covariates.AGGREGATE, lit("mean")));
    Dataset<Row> reference =
        Reference.TABLE.conform(References.fit(more, members(spark), settings, "t", ID));
    Dataset<Row> matrix =
        Matrix.TABLE.conform(Matrices.build(more, members(spark), reference, "t", ID));

    assertThat(
            reference.where(col(Reference.AGGREGATE).endsWith("missing")).collectAsList().stream()
                .map(Row::toString))
        .containsExactly(
            "[t,reference-1,1,a_last_missing,f,A,null,last_missing,null,"
                + "a, last; values in other units left out: mmol, missing,zero,0.25]");
    assertThat(shown(matrix))
        .containsExactlyInAnyOrder(
            "train 1 2020 [0,2,3,4] [5.0,5.0,1.0,1.0]",
            "train 2 2020 [1,3] [1.0,1.0]",
            "train 3 2020 [0,2] [6.0,6.0]",
            "train 4 2020 [0,2] [8.0,8.0]",
            "train 5 2020 [1,3] [1.0,1.0]",
            "train 1 2021 [1] [1.0]",
            "score 1 2020 [0,2,3] [9.0,9.0,1.0]");
  }

  @Test
  void twoHundredThousandCovariatesAreFine(SparkSession spark) {
    int covariates = 200_000;
    Dataset<Row> many =
        Covariates.TABLE.conform(
            spark
                .range(covariates)
                .selectExpr(
                    "'t' AS task",
                    "'train' AS purpose",
                    "id % 4 + 1 AS subject_id",
                    "TIMESTAMP '2020-01-01 00:00:00' AS index_time",
                    "concat('condition_', id, '_any_full') AS covariate",
                    "'codes' AS family",
                    "concat('SYS//', id) AS code",
                    "'full' AS window",
                    "'any' AS aggregate",
                    "CAST(NULL AS STRING) AS unit",
                    "concat('Code ', id) AS description",
                    "'zero' AS absent",
                    "1D AS value"));
    FeatureSettings settings =
        new FeatureSettings(List.of("codes"), List.of(LookbackWindow.FULL), 0.2);
    Dataset<Row> reference = References.fit(many, members(spark), settings, "t", ID).cache();

    List<Row> rows =
        Matrices.build(many, members(spark), reference, "t", ID)
            .selectExpr("size(`indices`)", "array_max(`indices`)")
            .collectAsList();

    assertThat(reference.count()).isEqualTo(covariates);
    assertThat(rows)
        .filteredOn(row -> row.getInt(0) > 0)
        .hasSize(4)
        .allSatisfy(row -> assertThat(row.getInt(0)).isEqualTo(covariates / 4))
        .anySatisfy(row -> assertThat(row.getInt(1)).isEqualTo(covariates - 1));
    reference.unpersist();
  }

  @Test
  void anEmptyTrainingSetGivesAnEmptyVocabularyAndEmptyRows(SparkSession spark) {
    Dataset<Row> none = members(spark).where(col(Members.SPLIT).notEqual("train"));
    Dataset<Row> reference = References.fit(covariates(spark), none, HALF, "t", ID);

    List<Row> matrix = Matrices.build(covariates(spark), none, reference, "t", ID).collectAsList();

    assertThat(reference.collectAsList()).isEmpty();
    assertThat(matrix).hasSize(3);
    assertThat(matrix)
        .allSatisfy(row -> assertThat(row.getList(row.fieldIndex(Matrix.INDICES))).isEmpty());
  }

  @Test
  void neitherOrderNorPartitionsChangeReferenceAndMatrix(SparkSession spark) {
    Population population = Population.random(5, 12, 30);
    FeatureSettings settings =
        new FeatureSettings(List.of("measurements"), FeatureSettings.DEFAULT_WINDOWS, 0.1);
    Dataset<Row> covariates = population.covariates(spark, settings).cache();
    Dataset<Row> members = population.members(spark);
    List<List<String>> results =
        IntStream.of(1, 5).mapToObj(parts -> results(covariates, members, parts)).toList();

    assertThat(results.get(0)).hasSizeGreaterThan(30).isEqualTo(results.get(1));
    covariates.unpersist();
  }

  private static List<String> results(Dataset<Row> covariates, Dataset<Row> members, int parts) {
    Dataset<Row> mixed = covariates.orderBy(rand(parts)).repartition(parts);
    Dataset<Row> reference =
        References.fit(mixed, members, FeatureSettings.defaults(), Population.TASK, ID);
    Dataset<Row> matrix = Matrices.build(mixed, members, reference, Population.TASK, ID);
    List<String> rows =
        new ArrayList<>(reference.collectAsList().stream().map(Row::toString).sorted().toList());
    rows.addAll(matrix.collectAsList().stream().map(Row::toString).sorted().toList());
    return rows;
  }
}
