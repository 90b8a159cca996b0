package org.medley.jobs.report.chart;

import java.util.List;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** Smoothed observed against predicted risk of one model before and after an update. */
public final class CalibrationCurves {
  private static final double LEFT = 62;
  private static final double RIGHT = 470;
  private static final double TOP = 16;
  private static final double BOTTOM = 336;
  private static final double HEIGHT = 384;
  private static final int ROWS = 11;

  private CalibrationCurves() {}

  /**
   * A curve.
   *
   * @param name of the model
   * @param points predicted and observed risk, by ascending predicted risk; at least two
   */
  public record Line(String name, List<double[]> points) {
    private double highest() {
      return points.stream().mapToDouble(point -> Math.max(point[0], point[1])).max().orElse(1);
    }
  }

  /**
   * The figure.
   *
   * @param after the updated model; the same as {@code before} where there is none
   * @param method the smoother
   */
  public static Element of(Line before, Line after, String method) {
    boolean two = !before.equals(after);
    Scale x = Scale.upTo(Math.max(before.highest(), after.highest()), LEFT, RIGHT);
    Scale y = new Scale(x.low(), x.high(), BOTTOM, TOP);
    Svg svg = new Svg(RIGHT + 18, HEIGHT);
    Axis.left(svg, y, LEFT, RIGHT, Words::percent, "observed share of outcomes");
    svg.line("ideal", x.at(x.low()), y.at(x.low()), x.at(x.high()), y.at(x.high()));
    svg.path("everyone", way(before, x, y));
    svg.text("note", LEFT + 10, TOP + 16, Anchor.START, before.name + " (dashed)");
    if (two) {
      svg.path("curve", way(after, x, y));
      svg.text("note strong", LEFT + 10, TOP + 34, Anchor.START, after.name + " (solid)");
    }
    Axis.bottom(svg, x, BOTTOM, Words::percent, "predicted risk");
    return Figure.of(
        "curves",
        "Do predicted risks come true there?",
        "Mean distance from perfect agreement along the curve: %s %s%s. Smoother: %s."
            .formatted(
                before.name,
                Numbers.percent(distance(before), 1),
                two ? ", " + after.name + " " + Numbers.percent(distance(after), 1) : "",
                method),
        svg,
        table(two ? List.of(before, after) : List.of(before)));
  }

  private static double distance(Line line) {
    return line.points.stream()
        .mapToDouble(point -> Math.abs(point[1] - point[0]))
        .average()
        .orElse(0);
  }

  private static double[] way(Line line, Scale x, Scale y) {
    return line.points.stream()
        .flatMapToDouble(point -> java.util.stream.DoubleStream.of(x.at(point[0]), y.at(point[1])))
        .toArray();
  }

  private static Table table(List<Line> lines) {
    Table table = Table.of("Calibration curves").texts("model").numbers("predicted", "observed");
    for (Line line : lines) {
      int step = Math.max(1, (line.points.size() - 1) / (ROWS - 1));
      for (int at = 0; at < line.points.size(); at += step) {
        double[] point = line.points.get(at);
        table.row(line.name, Numbers.percent(point[0], 1), Numbers.percent(point[1], 1));
      }
    }
    return table;
  }
}
