package org.medley.jobs.report.chart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.DisplayWidth;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.text.Visible;

/** The steps of a night as bars from their start to their end, below their names. */
public final class NightTimeline {
  private static final double WIDTH = 488;
  private static final double BARS = 400;
  private static final double BAR = 9;
  private static final double ROW = 40;
  private static final double AXIS = 46;
  private static final double LEAST = 1.5;
  private static final int LETTERS = 62;

  private final List<Bar> bars = new ArrayList<>();

  /** Adds a step that began {@code begun} after the night did and took {@code span}. */
  public NightTimeline step(String name, Duration begun, Duration span) {
    bars.add(new Bar(name, begun, span));
    return this;
  }

  /** The figure; at least one step is needed. */
  public Element figure(String id, String title, String finding) {
    double most =
        bars.stream().mapToDouble(bar -> seconds(bar.begun.plus(bar.span))).max().orElse(1);
    Scale x = Scale.upTo(most, 0, BARS);
    Svg svg = new Svg(WIDTH, bars.size() * ROW + AXIS);
    Table table = Table.of(title).texts("step").numbers("began after", "time");
    for (int at = 0; at < bars.size(); at++) {
      Bar bar = bars.get(at);
      double y = at * ROW;
      double left = x.at(seconds(bar.begun));
      double right = x.at(seconds(bar.begun.plus(bar.span)));
      svg.text("label", 0, y + 14, Anchor.START, DisplayWidth.cut(Visible.line(bar.name), LETTERS));
      svg.box("track", 0, y + 21, BARS, BAR, 1);
      svg.box("bar", Math.min(left, BARS - LEAST), y + 21, Math.max(LEAST, right - left), BAR, 1);
      svg.text("label strong", WIDTH, y + 30, Anchor.END, Numbers.duration(bar.span));
      table.row(bar.name, Numbers.duration(bar.begun), Numbers.duration(bar.span));
    }
    Axis.bottom(
        svg,
        x,
        bars.size() * ROW + 4,
        seconds -> Numbers.duration(Duration.ofMillis(Math.round(seconds * 1000))),
        "since the night began");
    return Figure.of(id, title, finding, svg, table);
  }

  private static double seconds(Duration span) {
    return (double) span.toMillis() / 1e3;
  }

  private record Bar(String name, Duration begun, Duration span) {}
}
