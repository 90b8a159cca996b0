package org.medley.jobs.report.chart;

import java.util.List;
import org.medley.jobs.report.content.Cohort.Step;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** From everyone to the cohort: a bar of those left after each rule, and who was left out there. */
public final class AttritionFlow {
  private static final double WIDTH = 508;
  private static final double NOTE = 454;
  private static final double BAR = 12;
  private static final double LINE = 17;
  private static final double GAP = 22;
  private static final int LETTERS = 52;
  private static final int LINES = 3;

  private AttritionFlow() {}

  /** The figure; at least one step is needed. */
  public static Element of(List<Step> steps) {
    double height = 6;
    for (Step step : steps) {
      height += Words.wrapped(step.rule(), LETTERS, LINES).size() * LINE + BAR + GAP;
    }
    double most = Math.max(1, steps.stream().mapToLong(Step::members).max().orElse(1));
    Scale x = new Scale(0, most, 0, WIDTH);
    Svg svg = new Svg(WIDTH, height - GAP + 8);
    double y = 6;
    Step before = null;
    for (Step step : steps) {
      y = step(svg, x, y, before, step);
      before = step;
    }
    return Figure.of("attrition", "Who is left after each rule", finding(steps), svg, table(steps));
  }

  private static double step(Svg svg, Scale x, double top, Step before, Step step) {
    double y = top;
    for (String line : Words.wrapped(step.rule(), LETTERS, LINES)) {
      y += LINE;
      svg.text("label", 0, y - 5, Anchor.START, line);
    }
    double right = x.at((double) step.members());
    long out = before == null ? 0 : before.members() - step.members();
    if (out > 0) {
      svg.box("removed", right + 1, y, x.at((double) before.members()) - right - 1, BAR, 1);
    }
    svg.box("bar", 0, y, right, BAR, 1);
    svg.text("label strong", WIDTH, y - 5, Anchor.END, Numbers.count(step.members()));
    if (out > 0) {
      svg.text("note", NOTE, y - 5, Anchor.END, "−" + Numbers.count(out));
    }
    return y + BAR + GAP;
  }

  private static String finding(List<Step> steps) {
    Step first = steps.get(0);
    Step last = steps.get(steps.size() - 1);
    String left = people(last);
    return steps.size() == 1 ? left + " remain." : "Of " + people(first) + ", " + left + " remain.";
  }

  private static String people(Step step) {
    return Numbers.count(step.people(), "person", "people")
        + " at "
        + Numbers.count(step.members(), "index time", "index times");
  }

  private static Table table(List<Step> steps) {
    Table table =
        Table.of("Attrition").texts("rule").numbers("people left", "members left", "left out");
    Step before = null;
    for (Step step : steps) {
      table.row(
          step.rule(),
          Numbers.count(step.people()),
          Numbers.count(step.members()),
          before == null ? "" : Numbers.count(before.members() - step.members()));
      before = step;
    }
    return table;
  }
}
