package org.medley.jobs.report.chart;

import java.util.List;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Figure;
import org.medley.jobs.report.html.Svg;
import org.medley.jobs.report.html.Svg.Anchor;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.DisplayWidth;
import org.medley.jobs.text.Numbers;

/** AUROC by subgroup with 95 percent intervals, against everyone and against chance. */
public final class ForestPlot {
  private static final double CHANCE = 0.5;
  private static final double LEFT = 222;
  private static final double RIGHT = 398;
  private static final double WIDTH = 560;
  private static final double TOP = 34;
  private static final double ROW = 26;
  private static final int LETTERS = 20;

  private ForestPlot() {}

  /** The figure; every row has a value. */
  public static Element of(Evaluation everyone, List<Evaluation> subgroups) {
    double bottom = TOP + ROW * (subgroups.size() + 1);
    Scale x = scale(everyone, subgroups);
    Svg svg = new Svg(WIDTH, bottom + 46);
    svg.text("tick", LEFT - 14, TOP - 14, Anchor.END, "members / outcomes");
    svg.text("tick", WIDTH - 4, TOP - 14, Anchor.END, "AUROC (95 % interval)");
    double overall = x.at(everyone.value().orElseThrow());
    svg.line("ideal", x.at(CHANCE), TOP, x.at(CHANCE), bottom);
    svg.line("reference", overall, TOP, overall, bottom);
    svg.text("note", x.at(CHANCE), TOP - 14, Anchor.START, "chance");
    row(svg, x, TOP + ROW / 2, everyone, "everyone");
    for (int at = 0; at < subgroups.size(); at++) {
      Evaluation row = subgroups.get(at);
      row(svg, x, TOP + ROW * (at + 1.5), row, label(row.subgroup()));
    }
    Axis.bottom(svg, x, bottom, v -> Numbers.decimal(v, 2), "AUROC");
    return Figure.of(
        "subgroups",
        "Does it work for everyone?",
        finding(everyone, subgroups),
        svg,
        table(everyone, subgroups));
  }

  /** {@code age-band=40-64} as {@code age band 40-64}. */
  static String label(String subgroup) {
    int equals = subgroup.indexOf('=');
    return equals < 0
        ? subgroup
        : subgroup.substring(0, equals).replace('-', ' ') + " " + subgroup.substring(equals + 1);
  }

  private static void row(Svg svg, Scale x, double y, Evaluation row, String label) {
    double at = x.at(row.value().orElseThrow());
    String counts = Numbers.count(row.members()) + " / " + Numbers.count(row.events());
    svg.text("label", 0, y + 4, Anchor.START, DisplayWidth.cut(label, LETTERS));
    svg.text("tick", LEFT - 14, y + 4, Anchor.END, counts);
    if (row.interval()) {
      svg.line("interval", x.at(row.low().getAsDouble()), y, x.at(row.high().getAsDouble()), y);
    }
    svg.box("point", at - 4.5, y - 4.5, 9, 9, 0);
    svg.text("label", WIDTH - 4, y + 4, Anchor.END, text(row));
  }

  private static Scale scale(Evaluation everyone, List<Evaluation> subgroups) {
    double low = Math.min(CHANCE, lowest(everyone));
    double high = Math.max(CHANCE, highest(everyone));
    for (Evaluation row : subgroups) {
      low = Math.min(low, lowest(row));
      high = Math.max(high, highest(row));
    }
    return new Scale(Math.floor(low * 10) / 10, Math.ceil(high * 10) / 10 + 1e-9, LEFT, RIGHT);
  }

  private static double lowest(Evaluation row) {
    return row.low().orElse(row.value().orElse(CHANCE));
  }

  private static double highest(Evaluation row) {
    return row.high().orElse(row.value().orElse(CHANCE));
  }

  private static String text(Evaluation row) {
    String value = Numbers.decimal(row.value().orElseThrow(), 2);
    return row.interval()
        ? value
            + " ("
            + Numbers.decimal(row.low().getAsDouble(), 2)
            + " to "
            + Numbers.decimal(row.high().getAsDouble(), 2)
            + ")"
        : value;
  }

  private static String finding(Evaluation everyone, List<Evaluation> subgroups) {
    double value = everyone.value().orElseThrow();
    long agree = subgroups.stream().filter(row -> row.covers(value)).count();
    return "In "
        + agree
        + " of "
        + Numbers.count(subgroups.size(), "subgroup", "subgroups")
        + " the interval holds the value for everyone, "
        + Numbers.decimal(value, 2)
        + ".";
  }

  private static Table table(Evaluation everyone, List<Evaluation> subgroups) {
    Table table =
        Table.of("AUROC by subgroup")
            .texts("subgroup")
            .numbers("members", "outcomes", "AUROC (95 % interval)");
    tableRow(table, everyone, "everyone");
    subgroups.forEach(row -> tableRow(table, row, label(row.subgroup())));
    return table;
  }

  private static void tableRow(Table table, Evaluation row, String label) {
    table.row(label, Numbers.count(row.members()), Numbers.count(row.events()), text(row));
  }
}
