package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.effect.EffectReport;
import org.medley.models.effect.heterogeneity.EffectGroup;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.effect.heterogeneity.PolicyValue;
import org.medley.models.effect.learner.LearnerChoice;
import org.medley.models.effect.unit.Contrast;

/** The part of the JSON document about individual effects. */
final class EffectsHeterogeneity {
  private EffectsHeterogeneity() {}

  static Map<String, Object> of(EffectReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(
        "supported", report.result().heterogeneity().stream().anyMatch(Heterogeneity::supported));
    document.put(
        "rule",
        "supported where the best linear predictor rejects equal effects at 5 % and the R-score is"
            + " above 0; else use the average effect");
    document.put(
        "contrasts",
        report.result().heterogeneity().stream().map(each -> contrast(report, each)).toList());
    document.put(
        "policies", report.result().policies().stream().map(EffectsHeterogeneity::policy).toList());
    return document;
  }

  private static Map<String, Object> contrast(EffectReport report, Heterogeneity each) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("contrast", EffectsJson.contrast(report, each.contrast()));
    entry.put("supported", each.supported());
    Map<String, Object> test = new LinkedHashMap<>();
    test.put("mean", EffectsJson.estimate(each.predictor().mean()));
    test.put("coefficient", EffectsJson.estimate(each.predictor().coefficient()));
    test.put("p", EffectsJson.number(each.predictor().p()));
    entry.put("best_linear_predictor", test);
    entry.put("r_score", EffectsJson.number(each.relativeLoss()));
    entry.put("r_score_interval", EffectsJson.estimate(each.score()));
    entry.put("learners", learners(report, each.contrast()));
    entry.put("calibration", each.groups().stream().map(EffectsHeterogeneity::group).toList());
    entry.put("autoc", EffectsJson.estimate(each.ranked().autoc()));
    entry.put("qini", EffectsJson.estimate(each.ranked().qini()));
    entry.put("auuc", EffectsJson.estimate(each.ranked().auuc()));
    return entry;
  }

  private static List<Map<String, Object>> learners(EffectReport report, Contrast contrast) {
    List<Map<String, Object>> learners = new ArrayList<>();
    for (LearnerChoice choice : report.result().learners()) {
      if (choice.contrast().equals(contrast)) {
        choice
            .candidates()
            .forEach(each -> learners.add(learner(each.name(), each.loss(), each.weight())));
        learners.add(learner("auto", choice.loss(), Double.NaN));
      }
    }
    return learners;
  }

  private static Map<String, Object> learner(String name, double loss, double weight) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("learner", name);
    entry.put("r_loss", EffectsJson.number(loss));
    entry.put("weight", EffectsJson.number(weight));
    return entry;
  }

  private static Map<String, Object> group(EffectGroup group) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("quintile", group.group());
    entry.put("n", group.rows());
    entry.put("predicted", EffectsJson.number(group.predicted()));
    entry.put("observed", EffectsJson.estimate(group.observed()));
    return entry;
  }

  private static Map<String, Object> policy(PolicyValue policy) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("policy", policy.policy());
    entry.put("treated", EffectsJson.number(policy.treated()));
    entry.put("outcome", EffectsJson.estimate(policy.outcome()));
    entry.put("advantage_of_predictions", EffectsJson.estimate(policy.advantage()));
    return entry;
  }
}
