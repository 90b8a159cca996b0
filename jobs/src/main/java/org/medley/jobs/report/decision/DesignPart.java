package org.medley.jobs.report.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    return section
        .add(Html.block("part", Html.heading("From starts to the study"), attrition(content)))
        .add(Html.block("part", Html.heading("What differed most"), balance(content)));
  }

  private static Element attrition(DecisionContent content) {
    List<String> options =
        content.attrition().stream().map(DecisionContent.Attrition::option).distinct().toList();
    Map<String, Map<String, String>> rules = new LinkedHashMap<>();
    for (DecisionContent.Attrition each : content.attrition()) {
      rules
          .computeIfAbsent(each.rule(), rule -> new LinkedHashMap<>())
          .put(each.option(), DecisionPage.count(each.starts()));
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

  private static Element balance(DecisionContent content) {
    Table table =
        Table.of("Standardised mean differences")
            .texts("covariate")
            .numbers("before weighting", "after weighting");
    content
        .balance()
        .forEach(
            each ->
                table.row(
                    each.covariate(),
                    String.format(Locale.ROOT, "%+.2f", each.before()),
                    String.format(Locale.ROOT, "%+.2f", each.after())));
    return table.element();
  }
}
