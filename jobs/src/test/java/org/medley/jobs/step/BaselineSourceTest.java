package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.report.content.Cohort;

@SparkTest
class BaselineSourceTest {
  @Test
  void armsAndYearsAreComparedInMeansAndSubgroupsInWhatIsMissing(SparkSession spark) {
    spark.sql("CREATE DATABASE IF NOT EXISTS feature");
    spark.sql(
        """
        CREATE OR REPLACE VIEW feature.baseline AS SELECT * FROM VALUES
          ('t', 'sbp', 'SBP', 'mm[Hg]', 'Pressure', 'continuous', 'arm', 'a', 50L, 50L, 3L, 40L, 130D, 0.2D, 0.6D),
          ('t', 'sbp', 'SBP', 'mm[Hg]', 'Pressure', 'continuous', 'arm', 'b', 60L, 60L, 1L, 30L, 124D, 0.5D, 0.6D),
          ('t', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'arm', 'a', 50L, 50L, 3L, 25L, 0.5D, 0D, 0.7D),
          ('t', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'arm', 'b', 60L, 60L, 1L, 12L, 0.2D, 0D, 0.7D),
          ('t', 'hyps', 'HYP', NULL, 'Number', 'continuous', 'arm', 'a', 50L, 50L, 3L, 25L, 3D, 0D, 0.65D),
          ('t', 'hyps', 'HYP', NULL, 'Number', 'continuous', 'arm', 'b', 60L, 60L, 1L, 12L, 1D, 0D, 0.65D),
          ('t', 'sbp', 'SBP', 'mm[Hg]', 'Pressure', 'continuous', 'sex', 'male', 40L, 40L, 1L, 30L, 130D, 0.25D, 0.1D),
          ('t', 'sbp', 'SBP', 'mm[Hg]', 'Pressure', 'continuous', 'sex', 'female', 70L, 70L, 1L, 70L, 130D, 0D, 0.1D),
          ('t', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'sex', 'male', 40L, 40L, 1L, 10L, 0.25D, 0D, 0.4D),
          ('t', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'sex', 'female', 70L, 70L, 1L, 20L, 0.3D, 0D, 0.4D),
          ('t', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'label', '1', 40L, 40L, 1L, 10L, 0.25D, 0D, 0.4D),
          ('t', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'label', '0', 70L, 70L, 1L, 20L, 0.3D, 0D, 0.4D),
          ('t', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'year', '2020', 40L, 40L, 1L, 10L, 0.25D, 0D, NULL),
          ('u', 'hyp', 'HYP', NULL, 'Hypertension', 'binary', 'arm', 'c', 70L, 70L, 1L, 20L, 0.3D, 0D, 0.4D)
          AS t(task, covariate, code, unit, description, kind, grouping, `group`, members, people,
               most_of_one, known, mean, missing, smd)
        """);
    try {
      List<Cohort.Comparison> comparisons = new BaselineSource(spark::sql, "t").comparisons();

      assertThat(comparisons)
          .extracting(Cohort.Comparison::grouping, Cohort.Comparison::measure)
          .containsExactly(tuple("arm", Cohort.Measure.MEAN), tuple("sex", Cohort.Measure.MISSING));
      assertThat(comparisons.get(0).groups()).containsExactly("a", "b");
      assertThat(comparisons.get(0).lines())
          .containsExactly(
              new Cohort.Line(
                  "Hypertension",
                  true,
                  List.of(new Cohort.Group(50, 25, 0.5, 3), new Cohort.Group(60, 12, 0.2, 1)),
                  0.7),
              new Cohort.Line(
                  "Pressure, mm[Hg]",
                  false,
                  List.of(new Cohort.Group(50, 40, 130, 3), new Cohort.Group(60, 30, 124, 1)),
                  0.6));
      assertThat(comparisons.get(1).lines())
          .containsExactly(
              new Cohort.Line(
                  "Pressure, mm[Hg]",
                  false,
                  List.of(new Cohort.Group(70, 70, 130, 1), new Cohort.Group(40, 30, 130, 1)),
                  0.25));
    } finally {
      spark.sql("DROP VIEW feature.baseline");
    }
  }
}
