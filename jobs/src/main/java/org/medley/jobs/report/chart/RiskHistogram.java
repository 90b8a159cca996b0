package org.medley.jobs.report.chart;

import java.util.List;
import org.medley.jobs.report.content.Scores.Bin;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/**
 * How the released risks are distributed: areas are people, so bins of different width compare
 * fairly. Median and top tenth are interpolated within their bins.
 */
public final class RiskHistogram {
  private static final double LEFT = 62;
  private static final double RIGHT = 470;
  private static final double TOP = 40;
  private static final double BOTTOM = 268;
  private static final double HEIGHT = 316;

  private RiskHistogram() {}

  /** The figure; at least one bin with people is needed. */
  public static Element of(List<Bin> bins) {
    double densest = bins.stream().mapToDouble(RiskHistogram::perPoint).max().orElse(1);
    Scale x = Scale.upTo(bins.get(bins.size() - 1).to(), LEFT, RIGHT);
    Scale y = Scale.upTo(densest, BOTTOM, TOP);
    Svg svg = new Svg(RIGHT + 18, HEIGHT);
    Axis.left(svg, y, LEFT, RIGHT, RiskHistogram::density, "people per percentage point");
    for (Bin bin : bins) {
      double top = y.at(perPoint(bin));
      double left = x.at(bin.from());
      svg.box("bar", left + 0.75, top, x.at(bin.to()) - left - 1.5, BOTTOM - top, 1);
    }
    marker(svg, x.at(quantile(bins, 0.5)), TOP - 22, "median");
    marker(svg, x.at(quantile(bins, 0.9)), TOP - 8, "top tenth");
    Axis.bottom(svg, x, BOTTOM, Words::percent, "released risk");
    return Figure.of("risks", "How are the risks distributed?", finding(bins), svg, table(bins));
  }

  private static void marker(Svg svg, double x, double y, String text) {
    svg.line("marker", x, y - 8, x, BOTTOM);
    svg.text("note strong", x + 6, y, Anchor.START, text);
  }

  private static String finding(List<Bin> bins) {
    return "Half of the people have a risk below about "
        + Numbers.percent(quantile(bins, 0.5), 0)
        + ", the top tenth starts at about "
        + Numbers.percent(quantile(bins, 0.9), 0)
        + ".";
  }

  private static double quantile(List<Bin> bins, double share) {
    double wanted = share * bins.stream().mapToLong(Bin::people).sum();
    for (Bin bin : bins) {
      if (wanted <= bin.people() && bin.people() > 0) {
        return bin.from() + (bin.to() - bin.from()) * wanted / bin.people();
      }
      wanted -= bin.people();
    }
    return bins.get(bins.size() - 1).to();
  }

  private static double perPoint(Bin bin) {
    return bin.people() / ((bin.to() - bin.from()) * 100);
  }

  private static String density(double value) {
    return Numbers.decimal(value, value == Math.rint(value) ? 0 : 1);
  }

  private static Table table(List<Bin> bins) {
    Table table = Table.of("People by risk").texts("risk from").numbers("to below", "people");
    for (Bin bin : bins) {
      table.row(Words.percent(bin.from()), Words.percent(bin.to()), Numbers.count(bin.people()));
    }
    return table;
  }
}
