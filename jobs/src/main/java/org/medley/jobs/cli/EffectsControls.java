package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.effect.EffectReport;
import org.medley.models.effect.control.LogRatio;
import org.medley.models.effect.control.NegativeControls;

/** The part of the JSON document about negative controls; all numbers are logarithms of ratios. */
final class EffectsControls {
  private EffectsControls() {}

  static List<Map<String, Object>> of(EffectReport report) {
    List<Map<String, Object>> contrasts = new ArrayList<>();
    for (int c = 0; c < report.controls().size(); c++) {
      NegativeControls each = report.controls().get(c);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put(
          "contrast", EffectsJson.contrast(report, report.result().effects().get(c).contrast()));
      entry.put("controls", each.error().controls());
      entry.put("mean", EffectsJson.number(each.error().mean()));
      entry.put("standard_deviation", EffectsJson.number(each.error().deviation()));
      entry.put("ease", EffectsJson.number(each.error().expectedAbsolute()));
      entry.put("log_ratio", ratio(each.effect()));
      entry.put("calibrated", EffectsJson.estimate(each.calibrated()));
      Map<String, Object> byColumn = new LinkedHashMap<>();
      List<String> names = report.request().columns().negativeControls();
      for (int n = 0; n < names.size(); n++) {
        byColumn.put(names.get(n), ratio(each.controls().get(n)));
      }
      entry.put("effects", byColumn);
      contrasts.add(entry);
    }
    return contrasts;
  }

  private static Map<String, Object> ratio(LogRatio ratio) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("value", EffectsJson.number(ratio.value()));
    entry.put("standard_error", EffectsJson.number(ratio.error()));
    return entry;
  }
}
