package org.medley.features.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.LeftOut;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.covariate.FeatureOptions;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class LeftOutTest {
  private static final String INDEX_TIME = "2020-01-01 00:00:00";

  @Test
  void everyRuleIsRecordedWithWhatWasKeptInstead(SparkSession spark) {
    Dataset<Row> judged = judged(spark, rules(spark), FeatureOptions.Redundant.DROP);

    assertThat(
            LeftOut.TABLE.conform(References.leftOut(judged)).collectAsList().stream()
                .map(
                    row ->
                        "%s %s: %s, %s"
                            .formatted(
                                row.getAs(Reference.COVARIATE),
                                row.getAs(Reference.UNIT),
                                row.getAs(LeftOut.RULE),
                                row.getAs(LeftOut.KEPT_INSTEAD))))
        .containsExactlyInAnyOrder(
            "rare null: infrequent, null",
            "everyone null: constant, null",
            "same_value null: constant, null",
            "a_last mmol: other unit, %",
            "c_same null: redundant, b_half");
    assertThat(kept(judged)).containsExactly("a_last", "b_half", "d_other", "e_missing", "f_zero");
  }

  @Test
  void redundantCovariatesStayWhereTheTaskKeepsThem(SparkSession spark) {
    Dataset<Row> judged = judged(spark, rules(spark), FeatureOptions.Redundant.KEEP);

    assertThat(kept(judged)).contains("b_half", "c_same");
    assertThat(References.leftOut(judged).select(LeftOut.RULE).distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .doesNotContain(LeftOut.REDUNDANT);
  }

  @Test
  void redundantCovariatesAreThoseThatALoopOverPairsFinds(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(1);
    List<Row> rows = new ArrayList<>();
    Map<String, String> values = new TreeMap<>();
    for (int k = 0; k < 150; k++) {
      String name = "c%03d".formatted(k);
      String absent = random.nextBoolean() ? "zero" : "missing";
      int[] value = new int[4];
      Arrays.setAll(value, i -> random.nextInt(3));
      for (int subject = 1; subject <= 4; subject++) {
        if (value[subject - 1] > 0) {
          rows.add(
              RowFactory.create(
                  "t",
                  "train",
                  (long) subject,
                  Timestamp.valueOf(INDEX_TIME),
                  name,
                  "f",
                  name,
                  null,
                  "any",
                  null,
                  "",
                  absent,
                  (double) value[subject - 1]));
        }
      }
      values.put(name, absent + Arrays.toString(value));
    }
    Dataset<Row> judged =
        judged(
                spark,
                spark.createDataFrame(rows, Covariates.TABLE.schema()),
                FeatureOptions.Redundant.DROP)
            .localCheckpoint();

    Map<String, String> found = new HashMap<>();
    for (Row row : References.leftOut(judged).collectAsList()) {
      if (row.getAs(LeftOut.RULE).equals(LeftOut.REDUNDANT)) {
        found.put(row.getAs(Reference.COVARIATE), row.getAs(LeftOut.KEPT_INSTEAD));
      }
    }
    List<String> others = kept(judged);
    Map<String, String> expected = new HashMap<>();
    for (String one : values.keySet()) {
      values.keySet().stream()
          .filter(first -> first.compareTo(one) < 0 && values.get(first).equals(values.get(one)))
          .filter(first -> others.contains(first))
          .findFirst()
          .ifPresent(first -> expected.put(one, first));
    }
    assertThat(found).hasSizeGreaterThan(20).isEqualTo(expected);
  }

  @Test
  void indicatorsOfMissingValuesAreAddedToWhatIsNotRedundant(SparkSession spark) {
    FeatureOptions.Redundant redundant = FeatureOptions.Redundant.DROP;
    assertThat(
            kept(
                judged(spark, rules(spark), redundant),
                settings(redundant, FeatureOptions.MissingIndicators.ADDED)))
        .contains("a_last", "e_missing")
        .doesNotContain("c_same")
        .anyMatch(name -> name.startsWith("e_missing_missing"));
  }

  private static List<String> kept(Dataset<Row> judged) {
    return kept(
        judged, settings(FeatureOptions.Redundant.KEEP, FeatureOptions.MissingIndicators.NONE));
  }

  private static List<String> kept(Dataset<Row> judged, FeatureSettings settings) {
    return References.kept(judged, settings).orderBy(Reference.INDEX).collectAsList().stream()
        .map(row -> row.<String>getAs(Reference.COVARIATE))
        .toList();
  }

  private static Dataset<Row> judged(
      SparkSession spark, Dataset<Row> covariates, FeatureOptions.Redundant redundant) {
    Dataset<Row> members =
        TextTable.rows(
            spark,
            Members.TABLE,
            """
            | task | purpose | subject_id | index_time          | split |
            | t    | train   | 1          | 2020-01-01 00:00:00 | train |
            | t    | train   | 2          | 2020-01-01 00:00:00 | train |
            | t    | train   | 3          | 2020-01-01 00:00:00 | train |
            | t    | train   | 4          | 2020-01-01 00:00:00 | train |
            | t    | train   | 5          | 2020-01-01 00:00:00 | test  |
            """);
    return References.judged(
        covariates, members, settings(redundant, FeatureOptions.MissingIndicators.NONE), "t", "r");
  }

  private static FeatureSettings settings(
      FeatureOptions.Redundant redundant, FeatureOptions.MissingIndicators missing) {
    return new FeatureSettings(
        FeatureSettings.DEFAULT_FAMILIES,
        FeatureSettings.DEFAULT_WINDOWS,
        0.3,
        new FeatureOptions(Map.of(), List.of(), Optional.empty(), List.of(), missing, redundant));
  }

  private static Dataset<Row> rules(SparkSession spark) {
    return TextTable.rows(
        spark,
        Covariates.TABLE,
        """
        |task|purpose|subject_id|index_time         |covariate |family|code|aggregate|unit|absent |value|
        |t   |train  |1         |2020-01-01 00:00:00|b_half    |f     |B   |any      |    |zero   |1    |
        |t   |train  |2         |2020-01-01 00:00:00|b_half    |f     |B   |any      |    |zero   |1    |
        |t   |train  |2         |2020-01-01 00:00:00|c_same    |f     |C   |any      |    |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|c_same    |f     |C   |any      |    |zero   |1    |
        |t   |train  |5         |2020-01-01 00:00:00|c_same    |f     |C   |any      |    |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|d_other   |f     |D   |any      |    |zero   |1    |
        |t   |train  |3         |2020-01-01 00:00:00|d_other   |f     |D   |any      |    |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|e_missing |f     |X   |last     |    |missing|5    |
        |t   |train  |2         |2020-01-01 00:00:00|e_missing |f     |X   |last     |    |missing|6    |
        |t   |train  |1         |2020-01-01 00:00:00|f_zero    |f     |Y   |count    |    |zero   |5    |
        |t   |train  |2         |2020-01-01 00:00:00|f_zero    |f     |Y   |count    |    |zero   |6    |
        |t   |train  |1         |2020-01-01 00:00:00|rare      |f     |R   |any      |    |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |zero   |1    |
        |t   |train  |2         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |zero   |1    |
        |t   |train  |3         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |zero   |1    |
        |t   |train  |4         |2020-01-01 00:00:00|everyone  |f     |E   |any      |    |zero   |1    |
        |t   |train  |1         |2020-01-01 00:00:00|same_value|f     |S   |last     |    |missing|7    |
        |t   |train  |2         |2020-01-01 00:00:00|same_value|f     |S   |last     |    |missing|7    |
        |t   |train  |1         |2020-01-01 00:00:00|a_last    |f     |A   |last     |%   |missing|5    |
        |t   |train  |3         |2020-01-01 00:00:00|a_last    |f     |A   |last     |%   |missing|6    |
        |t   |train  |4         |2020-01-01 00:00:00|a_last    |f     |A   |last     |%   |missing|8    |
        |t   |train  |1         |2020-01-01 00:00:00|a_last    |f     |A   |last     |mmol|missing|30   |
        |t   |train  |2         |2020-01-01 00:00:00|a_last    |f     |A   |last     |mmol|missing|40   |
        """);
  }
}
