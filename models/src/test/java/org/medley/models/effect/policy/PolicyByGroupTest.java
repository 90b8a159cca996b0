package org.medley.models.effect.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.policy.PolicyByGroup.Grouped;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.statistics.Estimate;

/** Groups of people against loops over rows. */
@SparkTest
class PolicyByGroupTest {
  private static final Policy POLICY =
      new Policy(List.of(new Contrast(1, 0), new Contrast(2, 0)), false, 0.1);
  private static final Audit AUDIT = new Audit(List.of("sex", "site"), List.of("x"), 11);
  private static final List<Grouped> ROWS = rows();

  @Test
  void theLeastOutcomeIsBestAndUnlikelyArmsAreLeftAlone() {
    Unit unit = new Unit(1, 1, 0, 0, 0, 1, new double[0]);
    double[] p = {0.5, 0.45, 0.05};
    Scored row = new Scored(unit, p, p, new double[] {3, 2, 1}, new double[] {-1, -2});
    assertThat(POLICY.best(row)).isEqualTo(2);
    assertThat(POLICY.abstains(row)).isTrue();
    assertThat(new Policy(POLICY.contrasts(), true, 0.01).best(row)).isZero();
    assertThat(POLICY.gain(row, 2, 0)).isCloseTo((3 - 3 / 0.5) - 1, within(1e-12));
  }

  @Test
  void sharesAndBenefitsAreThoseOfTheRows(SparkSession spark) {
    List<PolicyGroup> groups = new PolicyByGroup(POLICY, 3, AUDIT).of(parallel(spark));
    assertThat(groups).extracting(PolicyGroup::column).startsWith("sex", "sex").contains("site");
    for (PolicyGroup group : groups.subList(0, 2)) {
      List<Scored> own =
          ROWS.stream()
              .filter(each -> group.value().equals(each.groups().get(0)))
              .map(Grouped::row)
              .toList();
      assertThat(group.people())
          .isEqualTo(own.stream().mapToLong(row -> row.unit().subject()).distinct().count());
      List<Scored> decided = own.stream().filter(row -> !POLICY.abstains(row)).toList();
      assertThat(group.abstained().value())
          .isCloseTo(1 - decided.size() / (double) own.size(), within(1e-12));
      for (int arm = 0; arm < 3; arm++) {
        int one = arm;
        double share =
            decided.stream().filter(row -> POLICY.best(row) == one).count() / (double) own.size();
        Estimate recommended = group.recommended().get(arm);
        assertThat(recommended.value()).isCloseTo(share, within(1e-12));
        assertThat(share).isBetween(recommended.low(), recommended.high());
      }
      double benefit =
          decided.stream()
              .mapToDouble(row -> row.score(0) - row.score(POLICY.best(row)))
              .average()
              .orElseThrow();
      assertThat(group.benefit().value()).isCloseTo(benefit, within(1e-10));
      assertThat(group.benefit().high() - group.benefit().value())
          .isCloseTo(Estimate.Z * error(own, benefit), within(1e-10));
    }
  }

  /** Of three sites one has five people: it is withheld, and so is the next, lest it be told. */
  @Test
  void aSmallGroupIsWithheldAndNotToldByTheOthers(SparkSession spark) {
    List<PolicyGroup> sites =
        new PolicyByGroup(POLICY, 3, AUDIT)
            .of(parallel(spark)).stream().filter(each -> each.column().equals("site")).toList();
    assertThat(sites).extracting(PolicyGroup::value).containsExactly("big", "small", "tiny", null);
    assertThat(sites).extracting(PolicyGroup::withheld).containsExactly(false, true, true, false);
    assertThat(sites.get(2).people()).isZero();
    assertThat(sites.get(2).abstained().assessable()).isFalse();
    assertThat(sites.get(2).benefit().method()).contains("fewer than 11 people");
  }

  @Test
  void whatSensitiveCovariatesChangeIsValuedByTheSameScores(SparkSession spark) {
    PolicyComparison comparison = PolicyComparison.of(parallel(spark), POLICY, List.of("x"));
    double with = 0;
    double without = 0;
    double changed = 0;
    double count = 0;
    for (Grouped each : ROWS) {
      Scored row = each.row();
      if (!POLICY.abstains(row)) {
        count++;
        with += row.score(0) - row.score(POLICY.best(row));
        without += row.score(0) - row.score(each.otherwise());
        changed += POLICY.best(row) == each.otherwise() ? 0 : 1;
      }
    }
    assertThat(comparison.with().value()).isCloseTo(with / count, within(1e-10));
    assertThat(comparison.without().value()).isCloseTo(without / count, within(1e-10));
    assertThat(comparison.difference().value()).isCloseTo((with - without) / count, within(1e-10));
    assertThat(comparison.changed().value()).isCloseTo(changed / count, within(1e-10));
    assertThat(comparison.difference().low()).isLessThan(comparison.difference().value());
  }

  private static double error(List<Scored> rows, double benefit) {
    double[] bySubject = new double[1_000];
    double count = 0;
    for (Scored row : rows) {
      if (!POLICY.abstains(row)) {
        double gain = row.score(0) - row.score(POLICY.best(row));
        bySubject[(int) row.unit().subject()] += gain - benefit;
        count++;
      }
    }
    double subjects = rows.stream().mapToLong(row -> row.unit().subject()).distinct().count();
    double squares = Arrays.stream(bySubject).map(d -> d * d).sum();
    return Math.sqrt(squares * subjects / (subjects - 1)) / count;
  }

  private static JavaRDD<Grouped> parallel(SparkSession spark) {
    return new JavaSparkContext(spark.sparkContext()).parallelize(ROWS, 3);
  }

  private static List<Grouped> rows() {
    SplittableRandom random = new SplittableRandom(3);
    List<Grouped> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      double a = 0.05 + 0.4 * random.nextDouble();
      double b = 0.2 + 0.2 * random.nextDouble();
      double[] p = {a, b, 1 - a - b};
      double[] mean = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      int arm = random.nextInt(3);
      double y = mean[arm] + random.nextDouble() - 0.5;
      int subject = i / 2;
      Unit unit = new Unit(i, subject, arm, subject % 5, y, 1, new double[0]);
      double[] effect = {random.nextDouble() - 0.5, random.nextDouble() - 0.5};
      String sex = subject % 3 == 0 ? "f" : "m";
      String site = subject < 5 ? "tiny" : subject < 25 ? "small" : subject < 60 ? null : "big";
      rows.add(
          new Grouped(
              new Scored(unit, p, p, mean, effect), Arrays.asList(sex, site), random.nextInt(3)));
    }
    return rows;
  }
}
