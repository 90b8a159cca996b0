package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.EffectChecks;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.jobs.decision.Findings;
import org.medley.jobs.report.content.Balance;
import org.medley.jobs.report.content.Overlap;
import org.medley.jobs.report.decision.Fairness;
import org.medley.jobs.report.decision.Interval;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.decision.DecisionFile;
import org.medley.jobs.settings.decision.DecisionSettings;

/** What the page gathers of the design and of groups, from rows as the effects step writes them. */
@SparkTest
class DecisionSourcesTest {
  private static final String DECISION =
      """
      description: A, B or C
      predicates:
        a: {code: X//a}
        b: {code: X//b}
        c: {code: X//c}
        good: {code: X//good}
        bad: {code: X//bad}
      options: {a: {predicate: a, description: drug A}, b: {predicate: b}, c: {predicate: c}}
      reference: a
      observation: {min_before: 365d}
      outcomes:
        good: {kind: benefit, better: more, predicate: good, description: gets well}
        bad: {kind: harm, predicate: bad, description: falls}
      features: {families: [demographics], windows: [365d]}
      sensitive: [demographics_sex]
      score: {at: as-of}
      """;

  @TempDir private Path folder;
  private SparkSession spark;
  private final List<Row> effects = new ArrayList<>();
  private final List<Row> checks = new ArrayList<>();

  @BeforeEach
  void start(SparkSession session) {
    spark = session;
  }

  private DecisionQueries own() throws IOException {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve("abc.yaml"), DECISION);
    TaskContext context =
        TaskContext.ofSite(
            folder, ZoneOffset.UTC, TaskSettings.allowed(List.of("sex", "age-band")));
    DecisionSettings decision =
        DecisionFile.read(file, context, problems, Overrides.NONE).orElseThrow();
    table(effects, EffectEstimates.TABLE.schema()).createOrReplaceTempView("told_effects");
    table(checks, EffectChecks.TABLE.schema()).createOrReplaceTempView("told_checks");
    return new DecisionQueries(
        sql ->
            spark.sql(
                sql.replace("model.effects", "told_effects")
                    .replace("model.effect_checks", "told_checks")),
        decision,
        11);
  }

  private Dataset<Row> table(List<Row> rows, org.apache.spark.sql.types.StructType schema) {
    return spark.createDataFrame(rows, schema);
  }

  private void effect(
      String outcome, String quantity, String option, String group, Double value, Long n) {
    effects.add(
        RowFactory.create(
            "abc",
            outcome,
            quantity,
            option,
            group,
            value,
            value == null ? null : value - 0.1,
            value == null ? null : value + 0.1,
            n,
            "m"));
  }

  private void check(String outcome, String name, double limit, boolean vetoes) {
    checks.add(
        RowFactory.create(
            "abc", outcome, name, vetoes ? "fail" : "pass", 0.3, limit, "detail", vetoes, null));
  }

  @Test
  void overlapAndBalanceAreOfTheFirstOutcomeThatCouldBeEstimated() throws IOException {
    check("bad", "balance", 0.1, false);
    check("bad", "equipoise", 0.25, true);
    for (String option : List.of("b", "c")) {
      effect("bad", "preference_share", option, "0.00-0.50", 0.2, 20L);
      effect("bad", "preference_share", option, "0.50-1.00", 0.8, 80L);
      effect("bad", "preference_share_reference", option, "0.00-1.00", 1.0, 50L);
      effect("bad", "preference_bound", option, "lowest", 0.04, null);
      effect("bad", "preference_bound", option, "highest", 0.96, null);
      effect("bad", "equipoise_share", option, "", 0.4, null);
      effect("bad", "smd_before", option, "age", option.equals("b") ? -0.5 : 0.05, null);
      effect("bad", "smd_after", option, "age", 0.02, null);
      effect("bad", "smd_before", option, "sex", 0.01, null);
      effect("bad", "smd_after", option, "sex", option.equals("c") ? 0.2 : 0.0, null);
    }
    AlikeSource source = new AlikeSource(own());
    assertThat(source.overlap()).hasSize(2);
    Overlap first = source.overlap().get(0);
    assertThat(first.option()).isEqualTo("b");
    assertThat(first.reference()).isEqualTo("drug A");
    assertThat(first.own())
        .containsExactly(
            new Overlap.Range(new Overlap.Span(0, 0.5), 0.2, 20),
            new Overlap.Range(new Overlap.Span(0.5, 1), 0.8, 80));
    assertThat(first.other()).hasSize(1);
    assertThat(first.band()).isEqualTo(new Overlap.Span(0.3, 0.7));
    assertThat(first.supported()).isEqualTo(new Overlap.Span(0.04, 0.96));
    assertThat(first.equipoise()).isEqualTo(0.4);
    assertThat(first.wanted()).isEqualTo(0.25);
    Balance balance = source.balance().orElseThrow();
    assertThat(balance.covariates()).isEqualTo(2);
    assertThat(balance.before()).as("age, of b alone").isEqualTo(1);
    assertThat(balance.after()).as("sex, of c alone").isEqualTo(1);
    assertThat(balance.largest().get(0)).isEqualTo(new Balance.Covariate("age, b", -0.5, 0.02));
    assertThat(balance.largest()).hasSize(4);
  }

  @Test
  void whereNothingCouldBeEstimatedNothingIsDrawn() throws IOException {
    AlikeSource source = new AlikeSource(own());
    assertThat(source.overlap()).isEmpty();
    assertThat(source.balance()).isEmpty();
  }

  @Test
  void groupsOfBlindedOutcomesAreNotTold() throws IOException {
    check("good", "overlap", 0.1, true);
    for (String outcome : List.of("good", "bad")) {
      for (String option : List.of("a", "b", "c")) {
        effect(outcome, "recommended_share", option, "age-band=40-64", 0.3, 30L);
      }
      effect(outcome, "abstained_share", "", "age-band=40-64", 0.1, 30L);
      effect(outcome, "policy_benefit", "", "age-band=40-64", null, 30L);
      effect(outcome, "changed_share", "", "age-band=40-64", 0.2, 30L);
      for (String what : List.of("with", "without", "difference", "changed")) {
        effect(outcome, "policy_without_sensitive", what, "demographics_sex_female", 0.5, null);
      }
    }
    DecisionQueries own = own();
    Findings findings =
        Findings.of(
            own.decision(),
            own.dataset("SELECT * FROM model.effects"),
            own.dataset("SELECT * FROM model.effect_checks"));
    Fairness fairness = new FairnessSource(own, findings).read();
    assertThat(fairness.groups()).hasSize(1);
    Fairness.Group group = fairness.groups().get(0);
    assertThat(group.outcome()).isEqualTo("falls within 365 days (harm)");
    assertThat(group.group()).isEqualTo("age band 40-64");
    assertThat(group.people()).hasValue(30);
    assertThat(group.recommended())
        .extracting(Fairness.Share::option)
        .containsExactly("drug A", "b", "c");
    assertThat(group.benefit()).isEqualTo(Interval.NONE);
    assertThat(group.changed().value()).hasValue(0.2);
    assertThat(fairness.comparisons())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.covariates()).isEqualTo("demographics_sex_female");
              assertThat(each.difference().low()).hasValue(0.4);
            });
    assertThat(fairness.sensitive()).containsExactly("demographics_sex");
  }
}
