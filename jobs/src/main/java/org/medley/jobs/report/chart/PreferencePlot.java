package org.medley.jobs.report.chart;

import java.util.List;
import java.util.stream.Stream;
import org.medley.jobs.report.content.Overlap;
import org.medley.jobs.report.content.Overlap.Range;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** Densities of the preference score in an option's people and in the reference's. */
public final class PreferencePlot {
  private static final double LEFT = 62;
  private static final double RIGHT = 470;
  private static final double TOP = 52;
  private static final double BOTTOM = 268;
  private static final double HEIGHT = 316;

  private PreferencePlot() {}

  /** The figure; it is named after its place, {@code at}, among those of the page. */
  public static Element of(Overlap overlap, int at) {
    double densest =
        Stream.concat(overlap.own().stream(), overlap.other().stream())
            .mapToDouble(Range::density)
            .max()
            .orElse(1);
    Scale x = new Scale(0, 1, LEFT, RIGHT);
    Scale y = Scale.upTo(densest, BOTTOM, TOP);
    Svg svg = new Svg(RIGHT + 18, HEIGHT);
    double band = x.at(overlap.band().low());
    svg.box("track", band, TOP, x.at(overlap.band().high()) - band, BOTTOM - TOP, 0);
    Axis.left(svg, y, LEFT, RIGHT, v -> Numbers.decimal(v, v == Math.rint(v) ? 0 : 1), "density");
    bound(svg, x.at(overlap.supported().low()));
    bound(svg, x.at(overlap.supported().high()));
    svg.path("everyone", steps(overlap.other(), x, y));
    svg.path("curve", steps(overlap.own(), x, y));
    svg.text("note strong", LEFT, 14, Anchor.START, overlap.option() + " (solid)");
    svg.text("note", LEFT, 32, Anchor.START, overlap.reference() + ", the reference (dashed)");
    svg.text("note", (x.at(0) + x.at(1)) / 2, TOP + 14, Anchor.MIDDLE, "equipoise");
    Axis.bottom(svg, x, BOTTOM, v -> Numbers.decimal(v, 1), "preference score");
    return Figure.of(
        "overlap-" + at,
        "Could both have had either: " + overlap.option() + " or " + overlap.reference() + "?",
        finding(overlap),
        svg,
        table(overlap));
  }

  private static void bound(Svg svg, double x) {
    svg.line("marker", x, TOP, x, BOTTOM);
  }

  private static double[] steps(List<Range> ranges, Scale x, Scale y) {
    double[] way = new double[4 * ranges.size() + 4];
    int at = 0;
    way[at++] = x.at(0);
    way[at++] = y.at(0);
    for (Range range : ranges) {
      double height = y.at(range.density());
      way[at++] = x.at(range.span().low());
      way[at++] = height;
      way[at++] = x.at(range.span().high());
      way[at++] = height;
    }
    way[at++] = x.at(1);
    way[at] = y.at(0);
    return way;
  }

  private static String finding(Overlap overlap) {
    boolean enough = overlap.equipoise() >= overlap.wanted();
    return ("Look for two curves that lie over each other: where one stands alone, nobody like that"
            + " had the other option. %s of the people lie in the shaded band, where either was a"
            + " real choice; %s %s. Beyond the upright lines an option is less likely than %s, and"
            + " nothing is recommended.")
        .formatted(
            Numbers.percent(overlap.equipoise(), 0),
            enough ? "that is enough, as at least" : "that is too few, as at least",
            Numbers.percent(overlap.wanted(), 0) + " are wanted",
            Numbers.percent(overlap.bound(), 0));
  }

  private static Table table(Overlap overlap) {
    Table table =
        Table.of("People by preference score").texts("option", "score").numbers("people", "share");
    rows(table, overlap.option(), overlap.own());
    rows(table, overlap.reference(), overlap.other());
    return table;
  }

  private static void rows(Table table, String option, List<Range> ranges) {
    for (Range range : ranges) {
      table.row(
          option,
          Numbers.decimal(range.span().low(), 2) + " to " + Numbers.decimal(range.span().high(), 2),
          Numbers.count(range.people()),
          Numbers.percent(range.share(), 1));
    }
  }
}
