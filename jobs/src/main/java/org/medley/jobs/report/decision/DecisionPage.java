package org.medley.jobs.report.decision;

import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Page;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.report.section.Section;

/** The page on one decision. The same content gives the same bytes. */
public final class DecisionPage {
  private DecisionPage() {}

  /** The page. */
  public static String render(DecisionContent content) {
    Element main =
        Element.of("main")
            .add(first(content))
            .add(effects(content))
            .add(checks(content))
            .add(DesignPart.of(content))
            .add(FairnessPart.of(content.fairness()))
            .add(plan(content))
            .add(safety(content));
    Element body =
        Element.of("body", content.exploratory().isPresent() ? "exploratory" : "plain")
            .add(main)
            .add(
                Element.of("footer")
                    .add(
                        Element.of("p")
                            .text(
                                "Release %s, as of %s. Small groups are withheld. Written by Medley."
                                    .formatted(content.release(), content.asOf()))));
    return Page.of(content.name() + " · " + content.release() + " · Medley", body);
  }

  private static Element first(DecisionContent content) {
    Element section = Section.of("decision", content.question(), content.design());
    content
        .exploratory()
        .ifPresent(why -> section.add(Html.paragraph("says", "Exploratory: " + why + ".")));
    return content.access().isEmpty()
        ? section
        : section.add(Html.paragraph("says", "Access: " + content.access() + "."));
  }

  private static Element effects(DecisionContent content) {
    Element section =
        Section.of(
            "effects",
            "What the options do",
            "Of 100 people in the study's population, how many would have the outcome had all of"
                + " them started the option, and the difference from the reference with its 95"
                + " percent interval.");
    Table table =
        Table.of("Effects by outcome")
            .texts("outcome", "option")
            .numbers("started it", "of 100", "difference", "95 % interval");
    for (DecisionContent.Effect each : content.effects()) {
      boolean shown = each.blinded().isEmpty();
      table.row(
          each.outcome(),
          each.option(),
          Cells.count(each.people()),
          shown ? Cells.hundreds(each.risk()) : "not shown",
          shown ? Cells.signed(each.difference()) : "not shown",
          shown ? Cells.ends(each.low(), each.high()) : "not shown");
    }
    section.add(table.element());
    content.effects().stream()
        .flatMap(each -> each.blinded().stream().map(why -> each.outcome() + ": " + why))
        .distinct()
        .forEach(why -> section.add(Html.paragraph("missing", why)));
    Table differing =
        Table.of("Whether effects differ between people")
            .texts("outcome", "option", "finding")
            .numbers("slope", "R-score");
    content
        .differing()
        .forEach(
            each ->
                differing.row(
                    each.outcome(),
                    each.option(),
                    each.shown()
                        ? "effects differ as predicted: each person has their own"
                        : "not shown to differ: the average effect is used for all",
                    Cells.decimal(each.slope()),
                    Cells.decimal(each.score())));
    return section
        .add(TimePart.of(content))
        .add(
            Html.block(
                "part", Html.heading("Do effects differ between people?"), differing.element()))
        .add(policies(content));
  }

  private static Element policies(DecisionContent content) {
    Table table =
        Table.of("Mean outcome under policies")
            .texts("outcome", "policy")
            .numbers("of 100", "95 % interval");
    content
        .policies()
        .forEach(
            each ->
                table.row(
                    each.outcome(),
                    each.policy(),
                    Cells.hundreds(each.value()),
                    Cells.hundreds(each.low()) + " to " + Cells.hundreds(each.high())));
    return Html.block("part", Html.heading("What if everybody followed a rule?"), table.element());
  }

  private static Element checks(DecisionContent content) {
    Element section =
        Section.of(
            "checks",
            "Can the comparison be trusted?",
            "A check that fails blinds the outcome: its numbers are not published. The limits are"
                + " those of CohortMethod unless the decision says otherwise. Nothing here sees"
                + " confounders that are not in the data.");
    Table table =
        Table.of("Checks of the design").texts("outcome", "check", "state", "what was found");
    for (DecisionContent.Check each : content.checks()) {
      table.row(
          each.outcome(),
          each.check().replace('_', ' '),
          each.state().replace('_', ' ') + (each.blinds() ? ", blinds" : ""),
          each.blinds() ? each.meaning() + ": " + each.detail() : each.detail());
    }
    return section.add(table.element());
  }

  private static Element plan(DecisionContent content) {
    Element section =
        Section.of(
            "plan",
            "Who is recommended what",
            "People for whom the decision is to be made, by subgroup. An option is recommended only"
                + " where it alone is first, no safety rule vetoes it and enough people like this"
                + " one have received it. Shares with exact 95 percent intervals.");
    if (!content.planned()) {
      return section.add(
          Html.paragraph(
              "missing",
              "No rows of persons are written, as the decision's access says: nobody is told"
                  + " anything."));
    }
    if (content.plan().isEmpty()) {
      return section.add(Html.paragraph("missing", "Nobody is eligible as of this date."));
    }
    Table table =
        Table.of("Plan by subgroup")
            .texts("group", "option")
            .numbers(
                "people",
                "recommended",
                "share",
                "left to the clinician",
                "share left",
                "with a veto");
    content
        .plan()
        .forEach(
            each ->
                table.row(
                    each.group(),
                    each.option(),
                    Cells.count(each.people()),
                    Cells.count(each.recommended()),
                    Cells.share(each.recommendedShare()),
                    Cells.count(each.left()),
                    Cells.share(each.leftShare()),
                    Cells.count(each.vetoed())));
    return section.add(table.element());
  }

  private static Element safety(DecisionContent content) {
    Element section =
        Section.of(
            "safety",
            "Safety rules",
            "Rules that speak against an option for some people, and rules that could not be"
                + " assessed as data are missing or old.");
    if (content.safety().isEmpty()) {
      return section.add(Html.paragraph("missing", "No rule fired, and none lacked data."));
    }
    Table table =
        Table.of("Safety rules")
            .texts("rule", "option", "severity", "state", "text")
            .numbers("people");
    content
        .safety()
        .forEach(
            each ->
                table.row(
                    each.rule(),
                    each.option(),
                    each.severity(),
                    each.state().replace('_', ' '),
                    each.text(),
                    Cells.count(each.people())));
    return section.add(table.element());
  }
}
