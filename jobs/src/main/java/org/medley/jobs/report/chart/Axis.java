package org.medley.jobs.report.chart;

import java.util.function.DoubleFunction;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;

/** Axes: thin lines, few ticks, plain words. */
final class Axis {
  private static final int TICKS = 5;
  private static final double GAP = 18;
  private static final double TITLE_GAP = 38;

  private Axis() {}

  /** Ticks and a title below {@code y}. */
  static void bottom(Svg svg, Scale x, double y, DoubleFunction<String> label, String title) {
    svg.line("axis", x.start(), y, x.end(), y);
    for (double tick : x.ticks(TICKS)) {
      svg.line("axis", x.at(tick), y, x.at(tick), y + 4);
      svg.text("tick", x.at(tick), y + GAP, Anchor.MIDDLE, label.apply(tick));
    }
    svg.text("axis-title", (x.start() + x.end()) / 2, y + TITLE_GAP, Anchor.MIDDLE, title);
  }

  /** Ticks, grid lines up to {@code right}, and a title, left of {@code x}. */
  static void left(
      Svg svg, Scale y, double x, double right, DoubleFunction<String> label, String title) {
    for (double tick : y.ticks(TICKS)) {
      svg.line("grid", x, y.at(tick), right, y.at(tick));
      svg.text("tick", x - 8, y.at(tick) + 4, Anchor.END, label.apply(tick));
    }
    svg.upwards("axis-title", 14, (y.start() + y.end()) / 2, title);
  }
}
