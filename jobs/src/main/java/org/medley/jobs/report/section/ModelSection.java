package org.medley.jobs.report.section;

import java.util.List;
import org.medley.jobs.report.chart.CalibrationPlot;
import org.medley.jobs.report.chart.DecisionCurve;
import org.medley.jobs.report.chart.ForestPlot;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.Trust;
import org.medley.jobs.report.content.Trust.Finding;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** Whether the model can be trusted, with the numbers behind it. */
public final class ModelSection {
  private ModelSection() {}

  /** The section; {@code all} are the results before small groups were left out. */
  public static Element of(ReportData data, Performance all) {
    String lead =
        data.model()
            .map(model -> "Family " + model.family() + ", version " + model.version() + ".")
            .orElse("There is no model.");
    Element section = Section.of("model", "Can the model be trusted?", lead);
    if (data.model().isEmpty()) {
      return section.add(Section.missing("No model has been trained for this task yet."));
    }
    Performance shown = data.performance();
    section.add(Section.pair(findings(shown), metrics(shown)));
    Element right = Html.block("stack", subgroups(shown, all));
    if (shown.netBenefit().size() > 1) {
      right.add(DecisionCurve.of(shown.netBenefit()), reading());
    }
    return section.add(
        Section.pair(calibration(shown), right), ImportancePart.of(shown.importance()));
  }

  private static Element findings(Performance performance) {
    Element list = Element.of("ul", "findings");
    for (Finding finding : Trust.findings(performance)) {
      list.add(
          Element.of("li")
              .add(
                  FirstScreen.icon(finding.level()).element(),
                  Html.block(
                      "finding-text",
                      Element.of("strong").text(finding.question()),
                      Html.paragraph("says", finding.answer()))));
    }
    return Html.block("part", Html.heading("Five questions"), list);
  }

  private static Element metrics(Performance performance) {
    Element part = Html.block("part", Html.heading("On people it never saw"));
    List<Evaluation> rows = performance.overall(Performance.TEST);
    if (rows.isEmpty()) {
      return part.add(
          Html.paragraph("says", "The test is too small to be shown, or there was none."));
    }
    Table table =
        Table.of("Performance on the test").texts("metric").numbers("value", "95 % interval");
    for (Evaluation row : rows) {
      Element name = Element.of("span").text(Metrics.name(row.metric()));
      String meaning = Metrics.meaning(row.metric());
      if (!meaning.isEmpty()) {
        name.add(Html.span("below", meaning));
      }
      table.row(
          name,
          Element.of("span").text(Metrics.value(row)),
          Element.of("span").text(Metrics.interval(row)));
    }
    Evaluation first = rows.get(0);
    return part.add(
        table.element(),
        Html.paragraph(
            "small",
            Numbers.count(first.members(), "member", "members")
                + ", "
                + Numbers.count(first.events(), "outcome", "outcomes")
                + "."),
        methods(rows));
  }

  private static Element methods(List<Evaluation> rows) {
    Table table = Table.of("How each number is estimated").texts("metric", "estimator, interval");
    rows.forEach(row -> table.row(Metrics.name(row.metric()), row.method()));
    return Element.of("details")
        .add(Element.of("summary").text("How each number is estimated"), table.element());
  }

  private static Element calibration(Performance performance) {
    return performance.calibration().isEmpty()
        ? Html.block(
            "part",
            Html.heading("Do predicted risks come true?"),
            Section.missing("Calibration cannot be shown: too few outcomes in the test."))
        : CalibrationPlot.of(performance.calibration());
  }

  private static Element subgroups(Performance shown, Performance all) {
    List<Evaluation> rows =
        shown.subgroups(Performance.AUROC).stream().filter(r -> r.value().isPresent()).toList();
    int left = all.subgroups(Performance.AUROC).size() - rows.size();
    Element part = Html.block("part");
    if (rows.isEmpty() || shown.overall(Performance.TEST, Performance.AUROC).isEmpty()) {
      return part.add(
          Html.heading("Does it work for everyone?"),
          Section.missing("No subgroup is large enough to be shown."));
    }
    part.add(ForestPlot.of(shown.overall(Performance.TEST, Performance.AUROC).orElseThrow(), rows));
    if (left > 0) {
      part.add(
          Html.paragraph(
              "small",
              Numbers.count(left, "subgroup is", "subgroups are")
                  + " not shown: too few people or outcomes, in it or in its neighbour."));
    }
    return part;
  }

  private static Element reading() {
    return Html.paragraph(
        "small",
        "Whoever acts from a risk of 10 % on accepts nine needless actions for one that was needed;"
            + " the net benefit weighs both that way. The model is worth using where its line lies"
            + " above the other two.");
  }
}
