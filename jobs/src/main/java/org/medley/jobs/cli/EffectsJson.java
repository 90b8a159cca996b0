package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medley.jobs.control.Json;
import org.medley.jobs.effect.EffectReport;
import org.medley.jobs.effect.Encoding;
import org.medley.models.effect.ArmSummary;
import org.medley.models.effect.EffectResult;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Balance;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Estimate;

/** Effects as one JSON document. What has no value is null. */
final class EffectsJson {
  private EffectsJson() {}

  /** The document. */
  static String of(EffectReport report) {
    EffectResult result = report.result();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("estimand", lower(report.settings().estimand()));
    document.put(
        "outcome",
        report.request().columns().survival()
            ? "event by the horizon"
            : lower(report.settings().outcome()));
    document.put("learner", report.settings().learner());
    document.put("reference", report.settings().arms().get(report.settings().reference()));
    document.put("rows", report.rows());
    document.put("n", result.rows());
    document.put("subjects", result.subjects());
    document.put("ate", average(report, result.effects().get(0)));
    document.put(
        "contrasts", result.effects().stream().map(effect -> average(report, effect)).toList());
    document.put(
        "restricted_time",
        report.restrictedTime().stream().map(effect -> average(report, effect)).toList());
    document.put("arms", result.arms().stream().map(EffectsJson::arm).toList());
    document.put("checks", report.checks().stream().map(EffectsJson::check).toList());
    document.put("balance", result.balance().stream().map(b -> balance(report, b)).toList());
    document.put("overlap", EffectsDesign.overlap(report));
    document.put("sensitivity", EffectsDesign.sensitivity(report));
    document.put("heterogeneity", EffectsHeterogeneity.of(report));
    document.put(
        "negative_controls", report.controls().isEmpty() ? null : EffectsControls.of(report));
    document.put("fairness", EffectsFairness.of(report));
    document.put("abstained", abstained(report));
    document.put("covariates", report.encodings().stream().map(EffectsJson::encoding).toList());
    document.put("excluded", report.excluded());
    document.put("notes", report.notes());
    return Json.write(document);
  }

  private static Map<String, Object> average(EffectReport report, AverageEffect effect) {
    Map<String, Object> entry = estimate(effect.effect());
    entry.put("standard_error", number(effect.error()));
    entry.put("arm", report.settings().arms().get(effect.contrast().arm()));
    entry.put("reference", report.settings().arms().get(effect.contrast().reference()));
    entry.put("contrast", contrast(report, effect.contrast()));
    Map<String, Object> others = new LinkedHashMap<>();
    effect.others().forEach(other -> others.put(other.name(), estimate(other.estimate())));
    entry.put("compared", others);
    return entry;
  }

  private static Map<String, Object> arm(ArmSummary arm) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("arm", arm.name());
    entry.put("n", arm.rows());
    entry.put("mean_outcome", number(arm.outcome()));
    entry.put("adjusted", estimate(arm.adjusted()));
    return entry;
  }

  private static Map<String, Object> check(Check check) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("check", check.name());
    entry.put("state", lower(check.state()));
    entry.put("value", number(check.value()));
    entry.put("limit", number(check.limit()));
    entry.put("detail", check.detail());
    return entry;
  }

  private static Map<String, Object> balance(EffectReport report, Balance balance) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("contrast", contrast(report, balance.contrast()));
    entry.put("largest_before", number(balance.largestBefore()));
    entry.put("largest_after", number(balance.largestAfter()));
    entry.put("effective_sample_size", number(balance.sizes()[0]));
    entry.put("effective_sample_size_reference", number(balance.sizes()[1]));
    List<Map<String, Object>> covariates = new ArrayList<>();
    for (Balance.Covariate covariate : balance.covariates()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("covariate", covariate.name());
      one.put("before", number(covariate.before()));
      one.put("after", number(covariate.after()));
      covariates.add(one);
    }
    entry.put("covariates", covariates);
    return entry;
  }

  private static Map<String, Object> abstained(EffectReport report) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("bound", report.settings().bound());
    List<Long> counts = report.result().abstained();
    Map<String, Object> byContrast = new LinkedHashMap<>();
    for (int c = 0; c < counts.size(); c++) {
      byContrast.put(contrast(report, report.result().effects().get(c).contrast()), counts.get(c));
    }
    entry.put("rows", byContrast);
    return entry;
  }

  private static Map<String, Object> encoding(Encoding encoding) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("column", encoding.column());
    entry.put("kind", lower(encoding.kind()).replace('_', '-'));
    entry.put("missing", encoding.missing());
    entry.put("imputed_with", number(encoding.median()));
    entry.put("levels", encoding.kind() == Encoding.Kind.CATEGORY ? encoding.levels() : List.of());
    return entry;
  }

  /** The arms of a contrast in words. */
  static String contrast(EffectReport report, Contrast contrast) {
    List<String> arms = report.settings().arms();
    return arms.get(contrast.arm()) + " against " + arms.get(contrast.reference());
  }

  static Map<String, Object> estimate(Estimate estimate) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("value", number(estimate.value()));
    entry.put("low", number(estimate.low()));
    entry.put("high", number(estimate.high()));
    entry.put("method", estimate.method());
    return entry;
  }

  static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
