package org.medley.jobs.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.DisplayWidth;
import org.medley.jobs.text.Visible;

/** Named amounts as bars below their names. */
public final class BarList {
  private static final double WIDTH = 488;
  private static final double BARS = 400;
  private static final double BAR = 9;
  private static final double ROW = 40;
  private static final int LETTERS = 62;

  private final String amounts;
  private final List<Bar> bars = new ArrayList<>();

  /** No bars yet; {@code amounts} says what they measure. */
  public BarList(String amounts) {
    this.amounts = amounts;
  }

  /** Adds a bar with its amount in words. */
  public BarList bar(String name, double amount, String text) {
    bars.add(new Bar(name, amount, text));
    return this;
  }

  /** The figure; at least one bar is needed. */
  public Element figure(String id, String title, String finding) {
    double most = bars.stream().mapToDouble(Bar::amount).max().orElse(1);
    Scale x = new Scale(0, most > 0 ? most : 1, 0, BARS);
    Svg svg = new Svg(WIDTH, bars.size() * ROW);
    Table table = Table.of(title).texts("what").numbers(amounts);
    for (int at = 0; at < bars.size(); at++) {
      Bar bar = bars.get(at);
      double y = at * ROW;
      svg.text("label", 0, y + 14, Anchor.START, DisplayWidth.cut(Visible.line(bar.name), LETTERS));
      svg.box("track", 0, y + 21, BARS, BAR, 1);
      svg.box("bar", 0, y + 21, x.at(bar.amount), BAR, 1);
      svg.text("label strong", WIDTH, y + 30, Anchor.END, bar.text);
      table.row(bar.name, bar.text);
    }
    return Figure.of(id, title, finding, svg, table);
  }

  private record Bar(String name, double amount, String text) {}
}
