package org.medley.jobs.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.medley.jobs.report.content.Performance.NetBenefit;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/**
 * Net benefit by threshold of acting by the model, on everyone and on nobody (Vickers and Elkin
 * 2006, doi 10.1177/0272989X06295361). A curve ends where it falls far below nobody's line: how bad
 * does not matter there.
 */
public final class DecisionCurve {
  private static final double LEFT = 62;
  private static final double RIGHT = 470;
  private static final double TOP = 16;
  private static final double BOTTOM = 268;
  private static final double HEIGHT = 316;
  private static final double BELOW = -0.25;

  private DecisionCurve() {}

  /** The figure; at least two points are needed. */
  public static Element of(List<NetBenefit> points) {
    double highest =
        points.stream().mapToDouble(p -> Math.max(p.model(), p.treatAll())).max().orElse(1);
    double top = highest > 0 ? highest * 1.05 : 1;
    Scale x =
        new Scale(
            points.get(0).threshold(), points.get(points.size() - 1).threshold(), LEFT, RIGHT);
    Scale y = new Scale(top * BELOW, top, BOTTOM, TOP);
    Svg svg = new Svg(RIGHT + 18, HEIGHT);
    Axis.left(svg, y, LEFT, RIGHT, v -> Numbers.decimal(v, 2), "net benefit");
    svg.line("nobody", LEFT, y.at(0), RIGHT, y.at(0));
    svg.path("everyone", way(points, x, y, NetBenefit::treatAll));
    svg.path("curve", way(points, x, y, NetBenefit::model));
    svg.text("note", RIGHT, y.at(0) + 16, Anchor.END, "act on nobody (dotted)");
    svg.text("note", RIGHT, TOP + 26, Anchor.END, "act on everyone (dashed)");
    svg.text("note strong", RIGHT, TOP + 8, Anchor.END, "act by the model (solid)");
    Axis.bottom(svg, x, BOTTOM, Words::percent, "act from this risk on");
    return Figure.of(
        "benefit", "Is acting on it better than not?", finding(points), svg, table(points));
  }

  private static double[] way(
      List<NetBenefit> points, Scale x, Scale y, ToDoubleFunction<NetBenefit> value) {
    List<Double> way = new ArrayList<>();
    NetBenefit before = points.get(0);
    for (NetBenefit point : points) {
      double height = value.applyAsDouble(point);
      if (height < y.low()) {
        double above = value.applyAsDouble(before);
        double part = above <= y.low() ? 0 : (above - y.low()) / (above - height);
        double threshold = before.threshold() + part * (point.threshold() - before.threshold());
        way.addAll(List.of(x.at(threshold), y.at(y.low())));
        break;
      }
      way.addAll(List.of(x.at(point.threshold()), y.at(height)));
      before = point;
    }
    return way.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String finding(List<NetBenefit> points) {
    List<NetBenefit> better =
        points.stream().filter(p -> p.model() > Math.max(0, p.treatAll())).toList();
    if (better.isEmpty()) {
      return "At no threshold is acting by the model better than acting on everyone or on nobody.";
    }
    return "Acting by the model is best at "
        + better.size()
        + " of "
        + Numbers.count(points.size(), "threshold", "thresholds")
        + ", between "
        + Words.percent(better.get(0).threshold())
        + " and "
        + Words.percent(better.get(better.size() - 1).threshold())
        + "; the curve has no interval here.";
  }

  private static Table table(List<NetBenefit> points) {
    Table table =
        Table.of("Net benefit by threshold")
            .texts("threshold")
            .numbers("model", "everyone", "nobody");
    for (NetBenefit p : points) {
      table.row(
          Words.percent(p.threshold()),
          Numbers.decimal(p.model(), 4),
          Numbers.decimal(p.treatAll(), 4),
          "0");
    }
    return table;
  }
}
