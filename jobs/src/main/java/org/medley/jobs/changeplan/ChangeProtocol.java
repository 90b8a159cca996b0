package org.medley.jobs.changeplan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.changeplan.ChangePlan.Item;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;
import org.medley.models.promotion.PromotionSettings;
import org.medley.models.retrain.RetrainPolicy;

/** How a modification comes about: data, triggers, evaluation, update and rollback. */
final class ChangeProtocol {
  private final RetrainPolicy policy;
  private final PromotionSettings gates;
  private final Site site;

  ChangeProtocol(TaskSettings task, Site site) {
    this.policy = task.retrain();
    this.gates = task.gates();
    this.site = site;
  }

  List<Item> data() {
    RetrainPolicy.Data data = policy.data();
    RetrainPolicy.Calibration labels = policy.calibration();
    return List.of(
        new Item(
            "Training and test data",
            "Members are drawn by the task file from the lake of the site. Persons are assigned to"
                + " training or test before their samples are drawn. The members, covariates and"
                + " vocabulary of every training are copied beside its model, and the model can be"
                + " built again from them.",
            Map.of()),
        new Item(
            "Labels",
            "Only labels that have matured count: the time at risk has ended and the lag has"
                + " passed. Members are judged in windows of index times that do not overlap, and"
                + " only members later than the last that the model was fitted to. A window with"
                + " too few known labels or outcomes is not judged.",
            settings(
                "retrain.calibration.window-days", labels.windowDays(),
                "retrain.calibration.lag-days", labels.lagDays(),
                "retrain.calibration.matured", labels.matured(),
                "retrain.calibration.least-events", labels.leastEvents())),
        new Item(
            "Data that hold every modification",
            "Training is held while the newest record is too old, while a night's records differ"
                + " from those of the same weekday by more than a robust z, while more of the"
                + " cohort than usual came or left, and for some days after covariates that carry"
                + " much of the model broke from one night to the next.",
            settings(
                "retrain.data.stale-days", data.staleDays(),
                "retrain.data.volume", data.volume(),
                "retrain.data.churn", data.churn(),
                "retrain.drift.importance", policy.drift().importance(),
                "retrain.pace.settle-days", policy.pace().settleDays())),
        new Item(
            "A person may hold",
            "retrain.frozen: true holds every training until it is taken out.",
            settings("retrain.frozen", policy.frozen())));
  }

  List<Item> triggers() {
    RetrainPolicy.Calibration labels = policy.calibration();
    RetrainPolicy.Pace pace = policy.pace();
    return List.of(
        new Item(
            "Calibration",
            "Acts where the 95 % interval of the slope lies outside its limits, or where the"
                + " interval of calibration in the large excludes zero on one side in so many"
                + " windows running and its size matters.",
            settings(
                "retrain.calibration.least-slope", labels.leastSlope(),
                "retrain.calibration.most-slope", labels.mostSlope(),
                "retrain.calibration.in-the-large", labels.inTheLarge(),
                "retrain.calibration.running", labels.running())),
        new Item(
            "Discrimination",
            "Acts where the AUROC is surely below what is expected on these members and a loss of"
                + " more than the limit cannot be ruled out.",
            settings(
                "retrain.discrimination.warn", policy.discrimination().warn(),
                "retrain.discrimination.act", policy.discrimination().act())),
        new Item(
            "Which modification",
            "Closed testing (Vergouwe 2017) on the members since the change began takes the"
                + " smallest of no update, intercept, intercept and slope, and refit that does no"
                + " worse than the largest. Where ranks were lost and a refit cannot be tested, a"
                + " refit is taken.",
            Map.of()),
        new Item(
            "Drift of covariates and risk",
            "The population stability index against the training members is named above its"
                + " limits and above the sampling bound of 0.999, with false discoveries held at"
                + " 0.001 over all covariates. It asks for no modification by itself; a break that"
                + " has settled asks for a refit.",
            settings(
                "retrain.drift.warn", policy.drift().warn(),
                "retrain.drift.act", policy.drift().act())),
        new Item(
            "Schedule and new outcomes",
            "A model is trained anew when its training has reached an age, and, where the number"
                + " is above zero, when so many outcomes have matured that it has not seen.",
            settings(
                "site.retrain-days", site.retrainDays(),
                "retrain.pace.new-events", pace.newEvents())),
        new Item(
            "Pace",
            "After an update no signal asks for another until the cool-down is over, nor beyond"
                + " the number in a period. The schedule and a changed task definition are not"
                + " bound by it.",
            settings(
                "retrain.pace.cool-down-days", pace.coolDownDays(),
                "retrain.pace.most", pace.most(),
                "retrain.pace.period-days", pace.periodDays())));
  }

  List<Item> evaluation() {
    Map<String, Object> limits =
        settings(
            "gates.margin", gates.margin(),
            "gates.subgroup-margin", gates.subgroupMargin(),
            "gates.calibration.least-slope", gates.leastSlope(),
            "gates.calibration.most-slope", gates.mostSlope(),
            "gates.calibration.in-the-large", gates.inTheLarge(),
            "gates.too-few", gates.acceptFew() ? "accept" : "person");
    gates
        .alerts()
        .ifPresent(
            alerts -> {
              limits.put("gates.alerts.threshold", alerts.threshold());
              limits.put("gates.alerts.least", alerts.least());
              limits.put("gates.alerts.most", alerts.most());
              alerts.change().ifPresent(change -> limits.put("gates.alerts.change", change));
            });
    return List.of(
        new Item(
            "Acceptance of a refit",
            "A new model becomes champion only if every gate passes on test members: better than"
                + " chance, enough outcomes, calibration, alert volume where a threshold is set,"
                + " and no worse than the champion on the members that both have in their test"
                + " split, in all and in each subgroup large enough. Else the champion stays.",
            limits),
        new Item(
            "Acceptance of a recalibration",
            "It is judged on people apart from those it was fitted to, by cross-fitting, beside"
                + " the model as it is. No gate judges it: a person promotes it and gives a"
                + " reason, which is recorded.",
            Map.of()));
  }

  List<Item> update() {
    return List.of(
        new Item(
            "Release",
            "A new champion scores from the night of its promotion, and its scores become visible"
                + " with all other tables by one commit. A release that a gate refuses leaves the"
                + " one before in place.",
            Map.of()),
        new Item(
            "Rollback",
            "medley models rollback TASK makes the champion before it score again; medley releases"
                + " rollback shows the release before. Both verify digests first, ask for a"
                + " reason, and are recorded.",
            Map.of()),
        new Item(
            "Records",
            "Every decision of a night, with its reasons and numbers, is in the ledger (medley"
                + " runs show) and in ops.drift; every version, its gates and who promoted it are"
                + " in model.models and model.evaluations; the model card of each release says"
                + " what it was trained on.",
            Map.of()));
  }

  /** Keys and values in turn. */
  private static Map<String, Object> settings(Object... pairs) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      settings.put((String) pairs[i], pairs[i + 1]);
    }
    return settings;
  }
}
