package org.medley.features.leak;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class CodeChecksTest {
  private static Dataset<Row> members(SparkSession spark) {
    return TextTable.rows(
        spark,
        Members.TABLE,
        """
        | task | purpose | subject_id | index_time          | split   |
        | t    | train   | 1          | 2020-01-01 00:00:00 | train   |
        | t    | train   | 2          | 2020-01-01 00:00:00 | train   |
        | t    | train   | 3          | 2020-01-01 00:00:00 | train   |
        | t    | train   | 4          | 2020-01-01 00:00:00 | test    |
        | t    | train   | 5          | 2020-01-01 00:00:00 | embargo |
        | t    | score   | 1          | 2021-01-01 00:00:00 | none    |
        """);
  }

  /** Covariate 0 has everyone but the second and the third; covariate 1 has the first alone. */
  private static Dataset<Row> matrix(SparkSession spark) {
    Column first = functions.when(col(Members.SUBJECT_ID).equalTo(1), functions.lit(1));
    Column most =
        functions.when(functions.not(col(Members.SUBJECT_ID).isin(2, 3)), functions.lit(0));
    return members(spark)
        .withColumn(Matrix.INDICES, functions.array_compact(functions.array(most, first)))
        .withColumn(
            Matrix.VALUES, functions.transform(col(Matrix.INDICES), each -> functions.lit(1.0)));
  }

  private static Dataset<Row> reference(SparkSession spark, double first, double second) {
    return TextTable.rows(
        spark,
        Reference.TABLE,
        """
        | task | index | covariate | code  | prevalence |
        | t    | 0     | first     | SYS/1 | %s         |
        | t    | 1     | second    |       | %s         |
        """
            .formatted(first, second));
  }

  private static List<String> verdicts(Dataset<Row> audit) {
    return LeakAudit.TABLE
        .conform(audit)
        .selectExpr("concat_ws(' ', covariate, verdict, events, n)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void aVocabularyThatWasFittedOnTestMembersTooIsNamed(SparkSession spark) {
    assertThat(
            verdicts(
                CodeChecks.vocabulary(
                    matrix(spark), members(spark), reference(spark, 1 / 3.0, 1 / 3.0), "t")))
        .as("fitted on the three training members")
        .containsExactlyInAnyOrder("first passed 1 3", "second passed 1 3");
    assertThat(
            verdicts(
                CodeChecks.vocabulary(
                    matrix(spark), members(spark), reference(spark, 2 / 4.0, 1 / 4.0), "t")))
        .as("fitted on these and the test member")
        .containsExactlyInAnyOrder("first leak 1 3", "second leak 1 3");
  }

  @Test
  void covariatesOfTheLabelsCodesGiveAWarning(SparkSession spark) {
    assertThat(
            verdicts(
                CodeChecks.target(
                    reference(spark, 0.5, 0.5), col(Reference.CODE).equalTo("SYS/1"))))
        .containsExactlyInAnyOrder("first warning 0 0", "second passed 0 0");
  }
}
