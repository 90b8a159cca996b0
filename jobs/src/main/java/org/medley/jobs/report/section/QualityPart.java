package org.medley.jobs.report.section;

import java.util.List;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.report.content.Intake.Judgement;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** How the data fare against the rules of data quality. */
final class QualityPart {
  private static final double HUNDRED = 100;
  private static final String WITHHELD = "withheld";

  private QualityPart() {}

  /** The part; rules that the data do not pass come first. */
  static Element of(Intake intake) {
    Element part = Html.block("part", Html.heading("Data quality"));
    List<Judgement> all = intake.quality();
    if (all.isEmpty()) {
      return part.add(Html.paragraph("says", "No rule of data quality was judged."));
    }
    long failed = all.stream().filter(each -> !each.passed()).count();
    Table table =
        Table.of("Rules of data quality")
            .texts("rule", "table", "meaning", "severity", "state")
            .numbers("judged", "violations", "share", "tolerated");
    for (Judgement each : all) {
      boolean hidden = each.denominator().isEmpty() || each.violations().isEmpty();
      table.row(
          each.rule(),
          each.table(),
          each.description(),
          each.severity(),
          each.passed() ? "passed" : "not passed",
          each.denominator().isPresent() ? Numbers.count(each.denominator().getAsLong()) : WITHHELD,
          each.violations().isPresent() ? Numbers.count(each.violations().getAsLong()) : WITHHELD,
          each.percent().isPresent()
              ? Numbers.percent(each.percent().getAsDouble() / HUNDRED, 2)
              : hidden ? WITHHELD : "none judged",
          Numbers.percent(each.threshold() / HUNDRED, 2));
    }
    return part.add(
        Html.paragraph(
            "says",
            Numbers.count(all.size() - failed, "rule", "rules")
                + " passed, "
                + Numbers.count(failed)
                + " not. Small counts are withheld; all stand in ops.quality."),
        table.element());
  }
}
