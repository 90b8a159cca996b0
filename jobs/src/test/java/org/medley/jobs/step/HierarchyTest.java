package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.jobs.source.Extracts.texts;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.CodeSet;
import org.medley.features.cohort.Eligibility;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.ObservationRule;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.Trigger;
import org.medley.features.contract.CodeParents;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

@SparkTest
class HierarchyTest {
  private static Dataset<Row> parents(SparkSession spark, String lines) {
    return TextTable.rows(
        spark, CodeParents.TABLE, "| source | code | parent | origin |\n" + lines);
  }

  private static Dataset<Row> codes(SparkSession spark, String... codes) {
    return spark.createDataset(List.of(codes), org.apache.spark.sql.Encoders.STRING()).toDF("code");
  }

  /** A source that states every level, as OMOP does, and one that states the next one, as MEDS. */
  @Test
  void levelsOfAllSourcesAreClimbedFromTheCodesInUse(SparkSession spark) {
    Dataset<Row> parents =
        parents(
            spark,
            """
            | m | S//d | S//c | x |
            | m | S//c | S//b | x |
            | o | S//b | S//a | x |
            | o | S//b | S//0 | x |
            | o | S//a | S//0 | x |
            | m | S//z | S//y | x |
            """);
    assertThat(texts(Hierarchy.ancestors(codes(spark, "S//d", "S//a", "S//q"), parents), "*"))
        .containsExactlyInAnyOrder(
            "S//d | S//c", "S//d | S//b", "S//d | S//a", "S//d | S//0", "S//a | S//0");
  }

  @Test
  void aCircleEndsInASentence(SparkSession spark) {
    Dataset<Row> parents =
        parents(spark, "| m | S//a | S//b | x |\n| m | S//b | S//c | x |\n| m | S//c | S//a | x |");
    assertThatThrownBy(() -> Hierarchy.ancestors(codes(spark, "S//a"), parents))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("goes round in a circle: S//a is above itself")
        .extracting(thrown -> ((MedleyException) thrown).exitCode())
        .isEqualTo(ExitCode.DATA_REJECTED);
  }

  @Test
  void codeSetsTakeInWhatTheDataHaveBelowThem(SparkSession spark) {
    Predicate plain = plain(new CodeMatch.In(new CodeSet("c", Set.of("S//c"))));
    Task task =
        new Task(
            "t",
            Mode.STRICT,
            ZoneOffset.UTC,
            Map.of(
                "below",
                plain(new CodeMatch.Under(new CodeSet("b", Set.of("S//b")))),
                "itself",
                plain),
            new Trigger.OnPredicate("below", Trigger.Occurrence.ALL),
            Map.of(),
            Eligibility.ANYONE,
            List.of(),
            ObservationRule.NONE,
            List.of(),
            null,
            null);
    Dataset<Row> ancestors =
        Hierarchy.ancestors(
            codes(spark, "S//d", "S//c", "S//e"),
            parents(
                spark,
                "| m | S//d | S//c | x |\n| m | S//c | S//b | x |\n| m | S//e | S//a | x |"));

    assertThat(Descendants.wanted(task)).isTrue();
    assertThat(Descendants.of(task, ancestors).predicates())
        .containsEntry("itself", plain)
        .containsEntry(
            "below", plain(new CodeMatch.Under(new CodeSet("b", Set.of("S//b", "S//c", "S//d")))));
  }

  private static Predicate plain(CodeMatch code) {
    return new Predicate.Plain(code, null, Map.of());
  }
}
