package org.medley.jobs.report.section;

import java.util.List;
import org.medley.jobs.report.chart.AttritionFlow;
import org.medley.jobs.report.content.Cohort;
import org.medley.jobs.report.content.Cohort.Split;
import org.medley.jobs.report.content.Cohort.Step;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** Who is in the cohort, who is not and why, and what the members were used for. */
public final class CohortSection {
  private CohortSection() {}

  /** The section. */
  public static Element of(ReportData data) {
    Element section =
        Section.of(
            "cohort",
            "Cohort",
            "Who the question is about. A member is a person at an index time; one person may be a"
                + " member more than once.");
    List<Step> steps = data.cohort().attrition();
    if (steps.isEmpty()) {
      return section.add(Section.missing("No attrition can be shown for this release."));
    }
    section.add(flow(data)).add(Section.pair(AttritionFlow.of(steps), splits(data.cohort())));
    if (!data.cohort().differences().isEmpty()) {
      section.add(BaselinePart.of(data.cohort().differences()));
    }
    data.cohort().comparisons().forEach(each -> section.add(ComparisonPart.of(each)));
    return section;
  }

  private static Element flow(ReportData data) {
    Intake intake = data.intake();
    Step first = data.cohort().attrition().get(0);
    Step last = data.cohort().attrition().get(data.cohort().attrition().size() - 1);
    String rejected = Numbers.count(intake.quarantined()) + " rejected";
    Element flow =
        Element.of("ol", "flow")
            .with("aria-label", "From files to risks")
            .add(station("lines read", intake.lines(), rejected));
    if (data.cohort().attrition().size() > 1) {
      flow.add(station("people", first.people(), "before any rule"));
    }
    String members = Numbers.count(last.members(), "member", "members");
    flow.add(station("in the cohort", last.people(), members));
    return data.scores().risks().isEmpty()
        ? flow
        : flow.add(
            station("risks released", data.scores().people(), "as of " + data.release().asOf()));
  }

  private static Element station(String name, long count, String note) {
    return Element.of("li")
        .add(
            Html.span("name", name),
            Html.span("count", Numbers.count(count)),
            Html.span("note", note));
  }

  private static Element splits(Cohort cohort) {
    Element part = Html.block("part", Html.heading("What the members were used for"));
    if (cohort.splits().isEmpty()) {
      return part.add(Html.paragraph("says", "No split is large enough to be shown."));
    }
    Table table =
        Table.of("Members by use").texts("use").numbers("people", "members", "outcomes", "share");
    for (Split split : cohort.splits()) {
      table.row(
          split.name(),
          Numbers.count(split.people()),
          Numbers.count(split.members()),
          split.events().isPresent() ? Numbers.count(split.events().getAsLong()) : "not yet",
          share(split));
    }
    return part.add(
        Html.paragraph(
            "says",
            "Nobody is in both training and test, so the test shows how the model does with people"
                + " it never saw."),
        table.element());
  }

  private static String share(Split split) {
    return split.events().isPresent() && split.members() > 0
        ? Numbers.percent((double) split.events().getAsLong() / split.members(), 1)
        : "–";
  }
}
