package org.medley.jobs.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.effect.EffectReport;
import org.medley.models.effect.check.OverlapPlot;
import org.medley.models.effect.sensitivity.MarginalSensitivity;

/** The parts of the JSON document about overlap and unmeasured confounding. */
final class EffectsDesign {
  private EffectsDesign() {}

  static List<Map<String, Object>> overlap(EffectReport report) {
    return report.result().overlap().stream().map(plot -> overlap(report, plot)).toList();
  }

  private static Map<String, Object> overlap(EffectReport report, OverlapPlot plot) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("contrast", EffectsJson.contrast(report, plot.contrast()));
    entry.put("preference_score", plot.bins().stream().map(EffectsDesign::bin).toList());
    return entry;
  }

  private static Map<String, Object> bin(OverlapPlot.Bin bin) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("low", bin.low());
    entry.put("high", bin.high());
    entry.put("share_of_arm", EffectsJson.number(bin.arm()));
    entry.put("share_of_reference", EffectsJson.number(bin.reference()));
    return entry;
  }

  static List<Map<String, Object>> sensitivity(EffectReport report) {
    return report.result().sensitivity().stream().map(each -> sensitivity(report, each)).toList();
  }

  private static Map<String, Object> sensitivity(EffectReport report, MarginalSensitivity each) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("contrast", EffectsJson.contrast(report, each.contrast()));
    entry.put("lambda_bounds_hold_0", EffectsJson.number(each.changesSign()));
    entry.put("lambda_interval_holds_0", EffectsJson.number(each.loses()));
    entry.put("largest_lambda_tried", MarginalSensitivity.MOST);
    entry.put("bounds", each.bounds().stream().map(EffectsDesign::bounds).toList());
    return entry;
  }

  private static Map<String, Object> bounds(MarginalSensitivity.Bounds bounds) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("lambda", bounds.lambda());
    entry.put("low", EffectsJson.number(bounds.low()));
    entry.put("high", EffectsJson.number(bounds.high()));
    entry.put("interval_low", EffectsJson.number(bounds.interval().low()));
    entry.put("interval_high", EffectsJson.number(bounds.interval().high()));
    return entry;
  }
}
