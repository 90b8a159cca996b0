package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.effect.EffectReport;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.statistics.Estimate;

/** Effects as one table for people. */
final class EffectsTable {
  private static final int SHOWN = 70;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("what", "string"),
          new Column("of", "string"),
          new Column("value", "double"),
          new Column("low", "double"),
          new Column("high", "double"),
          new Column("state", "string"),
          new Column("detail", "string"));

  private EffectsTable() {}

  /** The table: averages, checks, heterogeneity. */
  static Rows of(EffectReport report) {
    List<List<Object>> rows = new ArrayList<>();
    averages(rows, report, report.result().effects(), "effect");
    averages(rows, report, report.restrictedTime(), "restricted time");
    for (Check check : report.checks()) {
      rows.add(
          Arrays.asList(
              "check",
              check.name(),
              number(check.value()),
              null,
              null,
              check.state().name().toLowerCase(Locale.ROOT),
              cut(check.detail())));
    }
    for (Heterogeneity each : report.result().heterogeneity()) {
      String of = EffectsJson.contrast(report, each.contrast());
      rows.add(estimate("heterogeneity", of, each.predictor().coefficient(), supported(each)));
      rows.add(Arrays.asList("R-score", of, number(each.relativeLoss()), null, null, "", ""));
      rows.add(estimate("AUTOC", of, each.ranked().autoc(), ""));
    }
    return Rows.all(COLUMNS, rows);
  }

  private static void averages(
      List<List<Object>> rows, EffectReport report, List<AverageEffect> effects, String what) {
    for (AverageEffect effect : effects) {
      String of = EffectsJson.contrast(report, effect.contrast());
      rows.add(estimate(what, of, effect.effect(), ""));
      effect.others().forEach(other -> rows.add(estimate(other.name(), of, other.estimate(), "")));
    }
  }

  private static List<Object> estimate(String what, String of, Estimate estimate, String state) {
    return Arrays.asList(
        what,
        of,
        number(estimate.value()),
        number(estimate.low()),
        number(estimate.high()),
        state,
        cut(estimate.method()));
  }

  private static String supported(Heterogeneity each) {
    return each.supported() ? "supported" : "not supported";
  }

  private static String cut(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
