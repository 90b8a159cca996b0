package org.medley.jobs.decision;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.models.effect.ArmSummary;
import org.medley.models.effect.EffectResult;
import org.medley.models.effect.RestrictedTime;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Balance;
import org.medley.models.effect.heterogeneity.EffectGroup;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.effect.heterogeneity.PolicyValue;
import org.medley.models.effect.learner.LearnerChoice;
import org.medley.models.effect.policy.PolicyComparison;
import org.medley.models.effect.policy.PolicyGroup;
import org.medley.models.effect.sensitivity.MarginalSensitivity;
import org.medley.models.statistics.Estimate;

/** The numbers of one outcome as rows under {@link EffectEstimates}. */
final class Estimates {
  private final String decision;
  private final String outcome;
  private final List<String> arms;
  private final List<Row> rows = new ArrayList<>();

  Estimates(String decision, String outcome, List<String> arms) {
    this.decision = decision;
    this.outcome = outcome;
    this.arms = arms;
  }

  List<Row> rows() {
    return rows;
  }

  void add(EffectResult result) {
    for (ArmSummary arm : result.arms()) {
      add(EffectEstimates.MEAN, arm.name(), "", arm.adjusted(), arm.rows());
      add(
          EffectEstimates.OBSERVED,
          arm.name(),
          "",
          Estimate.of(arm.outcome(), "mean of the arm, weighted for loss"),
          arm.rows());
    }
    for (AverageEffect effect : result.effects()) {
      add(
          EffectEstimates.DIFFERENCE,
          arms.get(effect.contrast().arm()),
          "",
          effect.effect(),
          result.rows());
    }
    result.heterogeneity().forEach(this::add);
    for (PolicyValue policy : result.policies()) {
      add(EffectEstimates.POLICY, "", policy.policy(), policy.outcome(), null);
      add("policy_advantage", "", policy.policy(), policy.advantage(), null);
    }
    for (Balance balance : result.balance()) {
      String arm = arms.get(balance.contrast().arm());
      for (Balance.Covariate covariate : balance.covariates()) {
        String method = "standardised mean difference against the reference";
        Estimate before = Estimate.of(covariate.before(), method + ", before weighting");
        Estimate after = Estimate.of(covariate.after(), method + ", after weighting");
        add(EffectEstimates.BEFORE, arm, covariate.name(), before, null);
        add(EffectEstimates.AFTER, arm, covariate.name(), after, null);
      }
    }
  }

  /** What the policy does to groups, and what was said of learners and of hidden confounding. */
  void addAudit(EffectResult result) {
    for (PolicyGroup group : result.fairness().groups()) {
      String name = group.column() + "=" + (group.value() == null ? "unknown" : group.value());
      Long people = group.withheld() ? null : (Long) group.people();
      for (int arm = 0; arm < arms.size() && !group.withheld(); arm++) {
        add(EffectEstimates.RECOMMENDED, arms.get(arm), name, group.recommended().get(arm), people);
      }
      if (!group.withheld()) {
        add(EffectEstimates.ABSTAINED, "", name, group.abstained(), people);
        add(EffectEstimates.BENEFIT, "", name, group.benefit(), people);
        if (!result.fairness().sensitive().isEmpty()) {
          add(EffectEstimates.CHANGED, "", name, group.changed(), people);
        }
      }
    }
    for (PolicyComparison each : result.fairness().sensitive()) {
      String without = String.join(", ", each.sensitive());
      add(EffectEstimates.SENSITIVE, "with", without, each.with(), null);
      add(EffectEstimates.SENSITIVE, "without", without, each.without(), null);
      add(EffectEstimates.SENSITIVE, "difference", without, each.difference(), null);
      add(EffectEstimates.SENSITIVE, "changed", without, each.changed(), null);
    }
    for (MarginalSensitivity each : result.sensitivity()) {
      add(
          EffectEstimates.LAMBDA,
          arms.get(each.contrast().arm()),
          "",
          Estimate.of(each.loses(), "odds ratio of hidden confounding at which the interval has 0"),
          null);
    }
    for (LearnerChoice each : result.learners()) {
      for (LearnerChoice.Candidate candidate : each.candidates()) {
        add(
            "learner_weight",
            arms.get(each.contrast().arm()),
            candidate.name(),
            Estimate.of(candidate.weight(), "weight by held-out loss"),
            null);
      }
    }
  }

  /** Mean days without the outcome up to the horizon, of {@code used} members by arm. */
  void add(RestrictedTime time, List<Long> used) {
    for (int arm = 0; arm < arms.size(); arm++) {
      add(EffectEstimates.RESTRICTED_MEAN, arms.get(arm), "", time.means().get(arm), used.get(arm));
    }
    long all = used.stream().mapToLong(Long::longValue).sum();
    for (AverageEffect each : time.differences()) {
      String arm = arms.get(each.contrast().arm());
      add(EffectEstimates.RESTRICTED_DIFFERENCE, arm, "", each.effect(), all);
    }
  }

  private void add(Heterogeneity found) {
    String arm = arms.get(found.contrast().arm());
    add(
        EffectEstimates.SUPPORTED,
        arm,
        "",
        Estimate.of(
            found.supported() ? 1 : 0,
            "1: held-out data reject equal effects and the R-score is above 0"),
        null);
    add("blp_coefficient", arm, "", found.predictor().coefficient(), null);
    add(
        "blp_p",
        arm,
        "",
        Estimate.of(found.predictor().p(), "one-sided test that the coefficient is not above 0"),
        null);
    add(
        "r_score",
        arm,
        "",
        Estimate.of(found.relativeLoss(), "R-loss relative to a constant effect"),
        null);
    add("autoc", arm, "", found.ranked().autoc(), null);
    add("qini", arm, "", found.ranked().qini(), null);
    add("auuc", arm, "", found.ranked().auuc(), null);
    for (EffectGroup group : found.groups()) {
      add(
          EffectEstimates.FIFTH,
          arm,
          Integer.toString(group.group()),
          group.observed(),
          group.rows());
    }
  }

  void add(String quantity, String option, String group, Estimate estimate, Long n) {
    rows.add(
        RowFactory.create(
            decision,
            outcome,
            quantity,
            option,
            group,
            known(estimate.value()),
            known(estimate.low()),
            known(estimate.high()),
            n,
            estimate.method()));
  }

  static Double known(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
