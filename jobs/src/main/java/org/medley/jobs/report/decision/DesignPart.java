package org.medley.jobs.report.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.report.chart.LovePlot;
import org.medley.jobs.report.chart.PreferencePlot;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.report.section.Section;

/** Who was compared: attrition by option, and how alike the options' people are. */
final class DesignPart {
  private DesignPart() {}

  static Element of(DecisionContent content) {
    Element section =
        Section.of(
            "design",
            "Who was compared",
            "Starts of an option that are left after each rule, and how people with different"
                + " options differed before and after weighting.");
    section.add(Html.block("part", Html.heading("From starts to the study"), attrition(content)));
    List<Element> charts = charts(content);
    return charts.isEmpty()
        ? section.add(
            Html.paragraph("missing", "Too few were compared to show how alike they are."))
        : section.add(charts);
  }

  private static Element attrition(DecisionContent content) {
    List<String> options =
        content.attrition().stream().map(DecisionContent.Attrition::option).distinct().toList();
    Map<String, Map<String, String>> rules = new LinkedHashMap<>();
    for (DecisionContent.Attrition each : content.attrition()) {
      rules
          .computeIfAbsent(each.rule(), rule -> new LinkedHashMap<>())
          .put(each.option(), Cells.count(each.starts()));
    }
    Table table =
        Table.of("Attrition by option").texts("rule").numbers(options.toArray(String[]::new));
    rules.forEach(
        (rule, left) -> {
          List<String> cells = new ArrayList<>(List.of(rule));
          options.forEach(option -> cells.add(left.getOrDefault(option, "–")));
          table.row(cells.toArray(String[]::new));
        });
    return table.element();
  }

  /** Charts, two side by side. */
  private static List<Element> charts(DecisionContent content) {
    List<Element> figures = new ArrayList<>();
    for (int at = 0; at < content.overlap().size(); at++) {
      figures.add(PreferencePlot.of(content.overlap().get(at), at + 1));
    }
    content.balance().map(LovePlot::of).ifPresent(figures::add);
    List<Element> pairs = new ArrayList<>();
    for (int at = 0; at < figures.size(); at += 2) {
      List<Element> side = figures.subList(at, Math.min(at + 2, figures.size()));
      pairs.add(Html.block("pair", side.toArray(Element[]::new)));
    }
    return pairs;
  }
}
