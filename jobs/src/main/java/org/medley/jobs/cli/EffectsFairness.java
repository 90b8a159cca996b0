package org.medley.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.effect.EffectReport;
import org.medley.models.effect.policy.PolicyComparison;
import org.medley.models.effect.policy.PolicyGroup;

/** The part of the JSON document about what the policy does to whom. */
final class EffectsFairness {
  private EffectsFairness() {}

  static Map<String, Object> of(EffectReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("policy", "largest predicted benefit, nothing where an arm is too unlikely");
    document.put("minimum_cell", report.settings().audit().minimum());
    document.put(
        "groups",
        report.result().fairness().groups().stream().map(each -> group(report, each)).toList());
    List<PolicyComparison> sensitive = report.result().fairness().sensitive();
    document.put("sensitive", sensitive.isEmpty() ? null : comparison(sensitive.get(0)));
    return document;
  }

  private static Map<String, Object> group(EffectReport report, PolicyGroup group) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("column", group.column());
    entry.put("value", group.value());
    entry.put("n", group.withheld() ? null : group.people());
    entry.put("withheld", group.withheld());
    Map<String, Object> recommended = new LinkedHashMap<>();
    List<String> arms = report.settings().arms();
    for (int arm = 0; arm < arms.size(); arm++) {
      recommended.put(arms.get(arm), EffectsJson.estimate(group.recommended().get(arm)));
    }
    entry.put("recommended", recommended);
    entry.put("abstained", EffectsJson.estimate(group.abstained()));
    entry.put("benefit", EffectsJson.estimate(group.benefit()));
    entry.put("changed_without_sensitive", EffectsJson.estimate(group.changed()));
    return entry;
  }

  private static Map<String, Object> comparison(PolicyComparison comparison) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("covariates", comparison.sensitive());
    entry.put("benefit_with", EffectsJson.estimate(comparison.with()));
    entry.put("benefit_without", EffectsJson.estimate(comparison.without()));
    entry.put("difference", EffectsJson.estimate(comparison.difference()));
    entry.put("changed", EffectsJson.estimate(comparison.changed()));
    return entry;
  }
}
