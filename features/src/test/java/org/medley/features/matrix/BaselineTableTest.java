package org.medley.features.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.medley.features.contract.Baseline;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.Subjects;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaselineTableTest {
  private Map<String, Row> rows;

  @BeforeAll
  void build(SparkSession spark) {
    Dataset<Row> members =
        TextTable.rows(
            spark,
            Members.TABLE,
            """
            | task | purpose | subject_id | index_time          | label | arm | split |
            | t    | train   | 1          | 2020-01-01 00:00:00 | 1     | a   | train |
            | t    | train   | 2          | 2020-01-01 00:00:00 | 1     | b   | train |
            | t    | train   | 3          | 2021-01-01 00:00:00 | 0     | c   | train |
            | t    | train   | 4          | 2021-01-01 00:00:00 | 0     | a   | train |
            | t    | train   | 5          | 2021-01-01 00:00:00 | 0     | b   | test  |
            | t    | train   | 6          | 2021-01-01 00:00:00 |       | c   | test  |
            | t    | score   | 1          | 2020-01-01 00:00:00 |       |     | none  |
            | u    | train   | 1          | 2020-01-01 00:00:00 | 1     |     | train |
            """);
    Dataset<Row> subjects =
        TextTable.rows(
            spark,
            Subjects.TABLE,
            """
            | subject_id | sex    |
            | 1          | female |
            | 2          | male   |
            | 3          | male   |
            """);
    Dataset<Row> covariates =
        TextTable.rows(
            spark,
            Covariates.TABLE,
            """
            |task|purpose|subject_id|index_time         |covariate|family|code|aggregate|description|absent |value|
            |t   |train  |1         |2020-01-01 00:00:00|any      |f     |A   |any      |any        |zero   |1    |
            |t   |train  |3         |2021-01-01 00:00:00|any      |f     |A   |any      |any        |zero   |1    |
            |t   |train  |6         |2021-01-01 00:00:00|any      |f     |A   |any      |any        |zero   |1    |
            |t   |score  |1         |2020-01-01 00:00:00|any      |f     |A   |any      |any        |zero   |1    |
            |t   |train  |1         |2020-01-01 00:00:00|count    |f     |C   |count    |count      |zero   |4    |
            |t   |train  |3         |2021-01-01 00:00:00|count    |f     |C   |count    |count      |zero   |1    |
            |t   |train  |1         |2020-01-01 00:00:00|last     |f     |L   |last     |last       |missing|10   |
            |t   |train  |2         |2020-01-01 00:00:00|last     |f     |L   |last     |last       |missing|14   |
            |t   |train  |4         |2021-01-01 00:00:00|last     |f     |L   |last     |last       |missing|7    |
            |t   |train  |5         |2021-01-01 00:00:00|last     |f     |L   |last     |last       |missing|9    |
            |t   |train  |1         |2020-01-01 00:00:00|far      |f     |F   |far      |far        |missing|1e15 |
            |t   |train  |2         |2020-01-01 00:00:00|far      |f     |F   |far      |far        |missing|1000000000000002|
            |t   |train  |3         |2021-01-01 00:00:00|far      |f     |F   |far      |far        |missing|1000000000000001|
            |t   |train  |4         |2021-01-01 00:00:00|far      |f     |F   |far      |far        |missing|1000000000000003|
            |t   |train  |5         |2021-01-01 00:00:00|far      |f     |F   |far      |far        |missing|1000000000000005|
            """);
    FeatureSettings settings = FeatureSettings.defaults();
    Dataset<Row> reference =
        Reference.TABLE.conform(References.fit(covariates, members, settings, "t", "r"));
    Dataset<Row> matrix = Matrices.build(covariates, members, reference, "t", "r");
    keep(
        Baseline.TABLE
            .conform(
                BaselineTable.of(
                    matrix, withSex(members, subjects), List.of("sex"), reference, "t", "r"))
            .collectAsList());
  }

  private static Dataset<Row> withSex(Dataset<Row> members, Dataset<Row> subjects) {
    return members.join(
        subjects.select(Subjects.SUBJECT_ID, Subjects.SEX),
        new String[] {Subjects.SUBJECT_ID},
        "left");
  }

  private void keep(List<Row> found) {
    rows = new HashMap<>();
    found.forEach(
        row ->
            rows.put(
                row.getAs(Baseline.COVARIATE)
                    + " "
                    + row.getAs(Baseline.GROUPING)
                    + " "
                    + row.getAs(Baseline.GROUP),
                row));
    assertThat(rows).hasSize(found.size()).hasSize(4 * (2 + 3 + 2 + 2 + 2));
  }

  private Double number(String cell, String column) {
    return rows.get(cell).getAs(column);
  }

  private void counts(String cell, long members, long known) {
    assertThat(rows.get(cell).<Long>getAs(Baseline.MEMBERS)).as(cell).isEqualTo(members);
    assertThat(rows.get(cell).<Long>getAs(Baseline.KNOWN)).as(cell).isEqualTo(known);
  }

  /** By hand: p is 1/2 and 1/3, so (1/2 - 1/3) by the root of (1/4 + 2/9) / 2. */
  @Test
  void binaryCovariatesAreComparedByTheirShares() {
    counts("any label 1", 2, 1);
    counts("any label 0", 3, 1);
    assertThat(rows.get("any label 1").<String>getAs(Baseline.KIND)).isEqualTo("binary");
    assertThat(number("any label 0", Baseline.MEAN)).isEqualTo(1 / 3.0);
    assertThat(number("any label 0", Baseline.SD)).isNull();
    double expected = (1 / 2.0 - 1 / 3.0) / Math.sqrt((1 / 4.0 + 2 / 9.0) / 2);
    assertThat(number("any label 1", Baseline.SMD)).isCloseTo(expected, within(1e-12));
    assertThat(number("any label 0", Baseline.SMD)).isCloseTo(expected, within(1e-12));
  }

  /** By hand: 4 and 0 have mean 2 and variance 8; 1, 0 and 0 have 1/3 and 1/3. */
  @Test
  void anAbsentCountIsZero() {
    assertThat(number("count label 1", Baseline.MEAN)).isEqualTo(2);
    assertThat(number("count label 1", Baseline.SD)).isCloseTo(Math.sqrt(8), within(1e-12));
    assertThat(number("count label 0", Baseline.MISSING)).isZero();
    assertThat(number("count label 1", Baseline.SMD))
        .isCloseTo((2 - 1 / 3.0) / Math.sqrt((8 + 1 / 3.0) / 2), within(1e-12));
  }

  /**
   * By hand: 10 and 14 have mean 12 and variance 8; 7 and 9 have 8 and 2, one of three lacks it.
   */
  @Test
  void anAbsentValueIsMissing() {
    counts("last label 0", 3, 2);
    assertThat(number("last label 0", Baseline.MEAN)).isEqualTo(8);
    assertThat(number("last label 0", Baseline.MISSING)).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(number("last label 1", Baseline.SMD))
        .isCloseTo(4 / Math.sqrt((8 + 2) / 2.0), within(1e-12));
  }

  /** By hand: arms a, b and c have 1/2, 0 and 2/2 of any: the worst pair is b and c or none. */
  @Test
  void armsAreComparedByTheWorstPairThatIsDefined() {
    counts("any arm c", 2, 2);
    double half = 0.5 / Math.sqrt(0.25 / 2);
    assertThat(number("any arm a", Baseline.SMD)).isCloseTo(half, within(1e-12));
    assertThat(number("last arm c", Baseline.MEAN)).isNull();
    assertThat(number("last arm c", Baseline.MISSING)).isEqualTo(1);
  }

  /** By hand: 0 and 2 have variance 2, 1, 3 and 5 have 4, whatever is added to all of them. */
  @Test
  void aLargeMeanTakesNothingFromASmallSpread() {
    assertThat(number("far label 1", Baseline.SD)).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(number("far label 0", Baseline.SD)).isCloseTo(2, within(1e-12));
    assertThat(number("far split train", Baseline.SD)).isCloseTo(Math.sqrt(5 / 3.0), within(1e-12));
    assertThat(number("far label 0", Baseline.SMD)).isCloseTo(2 / Math.sqrt(3), within(1e-12));
  }

  @Test
  void groupsSayHowManyPeopleTheyAre() {
    assertThat(rows.get("any label 0").<Long>getAs(Baseline.PEOPLE)).isEqualTo(3);
    assertThat(rows.get("any label 0").<Long>getAs(Baseline.MOST)).isEqualTo(1);
  }

  @Test
  void prevalenceByYearAndSexIsThere() {
    counts("any year 2021", 4, 2);
    counts("any year 2020", 2, 1);
    counts("any sex male", 2, 1);
    counts("any split test", 2, 1);
  }
}
