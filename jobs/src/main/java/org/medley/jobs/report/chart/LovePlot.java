package org.medley.jobs.report.chart;

import org.medley.jobs.report.content.Balance;
import org.medley.jobs.report.content.Balance.Covariate;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.DisplayWidth;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.text.Visible;

/** Standardised mean differences before and after weighting, a line for each covariate. */
public final class LovePlot {
  private static final double LEFT = 262;
  private static final double RIGHT = 470;
  private static final double TOP = 40;
  private static final double ROW = 20;
  private static final int LETTERS = 33;
  private static final double RADIUS = 4.5;

  private LovePlot() {}

  /** The figure; at least one covariate is needed. */
  public static Element of(Balance balance) {
    double bottom = TOP + ROW * balance.largest().size();
    double most =
        balance.largest().stream()
            .mapToDouble(each -> Math.max(Math.abs(each.before()), Math.abs(each.after())))
            .max()
            .orElseThrow();
    Scale x = Scale.upTo(Math.max(most, balance.limit()), LEFT, RIGHT);
    Svg svg = new Svg(RIGHT + 18, bottom + 46);
    svg.disc("before", LEFT + 6, 12, RADIUS);
    svg.text("note", LEFT + 18, 16, Anchor.START, "before weighting");
    svg.disc("point", LEFT + 136, 12, RADIUS);
    svg.text("note strong", LEFT + 148, 16, Anchor.START, "after");
    svg.line("marker", x.at(balance.limit()), TOP - 8, x.at(balance.limit()), bottom);
    for (int at = 0; at < balance.largest().size(); at++) {
      row(svg, x, TOP + ROW * (at + 0.5), balance.largest().get(at));
    }
    Axis.bottom(svg, x, bottom, v -> Numbers.decimal(v, 2), "absolute standardised difference");
    return Figure.of(
        "balance",
        "Are people with different options alike?",
        finding(balance),
        svg,
        table(balance));
  }

  private static void row(Svg svg, Scale x, double y, Covariate covariate) {
    String name = DisplayWidth.cut(Visible.line(covariate.name()), LETTERS);
    double before = x.at(Math.abs(covariate.before()));
    double after = x.at(Math.abs(covariate.after()));
    svg.text("tick", LEFT - 12, y + 4, Anchor.END, name);
    svg.line("grid", LEFT, y, x.end(), y);
    svg.line("interval", before, y, after, y);
    svg.disc("before", before, y, RADIUS);
    svg.disc("point", after, y, RADIUS);
  }

  private static String finding(Balance balance) {
    return ("Look for filled dots left of the upright line, at %s. Of %s, %d differed by more"
            + " before weighting and %d do so after it; here are those that differed most. What is"
            + " not in the data may differ all the same.")
        .formatted(
            Numbers.decimal(balance.limit(), 2),
            Numbers.count(balance.covariates(), "covariate", "covariates"),
            balance.before(),
            balance.after());
  }

  private static Table table(Balance balance) {
    Table table =
        Table.of("Standardised mean differences")
            .texts("covariate")
            .numbers("before weighting", "after weighting");
    balance
        .largest()
        .forEach(
            each ->
                table.row(
                    each.name(),
                    Numbers.decimal(each.before(), 2),
                    Numbers.decimal(each.after(), 2)));
    return table;
  }
}
