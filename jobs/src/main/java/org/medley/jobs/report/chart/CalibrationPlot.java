package org.medley.jobs.report.chart;

import java.util.List;
import org.medley.jobs.report.content.Performance.Group;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/**
 * Observed against predicted risk by groups of the test members, with 95 percent intervals, and
 * below how many members each group has.
 */
public final class CalibrationPlot {
  private static final double LEFT = 62;
  private static final double RIGHT = 470;
  private static final double TOP = 16;
  private static final double BOTTOM = 336;
  private static final double COUNTS_TOP = 358;
  private static final double COUNTS_BOTTOM = 408;
  private static final double HEIGHT = 456;

  private CalibrationPlot() {}

  /** The figure; at least one group is needed. */
  public static Element of(List<Group> groups) {
    double highest =
        groups.stream().mapToDouble(g -> Math.max(g.high(), g.predicted())).max().orElse(1);
    Scale x = Scale.upTo(highest, LEFT, RIGHT);
    Scale y = new Scale(x.low(), x.high(), BOTTOM, TOP);
    Svg svg = new Svg(RIGHT + 18, HEIGHT);
    Axis.left(svg, y, LEFT, RIGHT, Words::percent, "observed share of outcomes");
    svg.line("ideal", x.at(x.low()), y.at(x.low()), x.at(x.high()), y.at(x.high()));
    svg.text("note", RIGHT - 44, TOP + 22, Anchor.END, "perfect agreement");
    for (Group group : groups) {
      double at = x.at(group.predicted());
      svg.line("interval", at, y.at(group.low()), at, y.at(group.high()));
      svg.line("interval", at - 4, y.at(group.low()), at + 4, y.at(group.low()));
      svg.line("interval", at - 4, y.at(group.high()), at + 4, y.at(group.high()));
      svg.disc("point", at, y.at(group.observed()), 5);
    }
    counts(svg, groups, x);
    Axis.bottom(svg, x, COUNTS_BOTTOM, Words::percent, "predicted risk");
    return Figure.of(
        "calibration", "Do predicted risks come true?", finding(groups), svg, table(groups));
  }

  private static void counts(Svg svg, List<Group> groups, Scale x) {
    double most = groups.stream().mapToLong(Group::members).max().orElse(1);
    Scale y = new Scale(0, most, COUNTS_BOTTOM, COUNTS_TOP);
    for (Group group : groups) {
      double top = y.at((double) group.members());
      svg.box("bar", x.at(group.predicted()) - 5, top, 10, COUNTS_BOTTOM - top, 1);
    }
    svg.text("tick", LEFT - 8, COUNTS_TOP + 8, Anchor.END, Numbers.count((long) most));
    svg.text("tick", LEFT - 8, COUNTS_BOTTOM, Anchor.END, "0");
    svg.upwards("axis-title", 14, (COUNTS_TOP + COUNTS_BOTTOM) / 2, "members");
  }

  private static String finding(List<Group> groups) {
    long covered =
        groups.stream().filter(g -> g.low() <= g.predicted() && g.predicted() <= g.high()).count();
    return "In "
        + covered
        + " of "
        + Numbers.count(groups.size(), "group", "groups")
        + " the interval of the observed share holds the predicted risk.";
  }

  private static Table table(List<Group> groups) {
    Table table =
        Table.of("Calibration by group")
            .texts("group")
            .numbers("members", "outcomes", "predicted", "observed", "95 % interval");
    int number = 0;
    for (Group g : groups) {
      number++;
      table.row(
          Integer.toString(number),
          Numbers.count(g.members()),
          Numbers.count(g.events()),
          Numbers.percent(g.predicted(), 1),
          Numbers.percent(g.observed(), 1),
          Numbers.percent(g.low(), 1) + " to " + Numbers.percent(g.high(), 1));
    }
    return table;
  }
}
