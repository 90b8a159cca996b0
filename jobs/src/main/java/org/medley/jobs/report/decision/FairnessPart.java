package org.medley.jobs.report.decision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.medley.jobs.report.decision.Fairness.Group;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.report.section.Section;

/** What the policy does to groups of people, with and without sensitive covariates. */
final class FairnessPart {
  private FairnessPart() {}

  static Element of(Fairness fairness) {
    Element section =
        Section.of(
            "fairness",
            "Does it treat groups alike?",
            "If each person of the study were given the option that held-out data predict to be"
                + " best for them: who gets what, for how many an option is too unlikely to say"
                + " anything, and what they gain over the reference. 95 percent intervals in"
                + " brackets. Groups may differ for good reason; somebody must be able to name"
                + " it.");
    if (fairness.groups().isEmpty()) {
      section.add(Html.paragraph("missing", "No outcome may be shown for any group."));
    }
    Map<String, List<Group>> byOutcome =
        fairness.groups().stream()
            .collect(
                Collectors.groupingBy(Group::outcome, LinkedHashMap::new, Collectors.toList()));
    byOutcome.forEach((outcome, groups) -> section.add(groups(outcome, groups, fairness)));
    return section.add(comparisons(fairness));
  }

  private static Element groups(String outcome, List<Group> groups, Fairness fairness) {
    boolean compared = !fairness.comparisons().isEmpty();
    Table table = Table.of("Policy by group: " + outcome).texts("group").numbers("people");
    groups.get(0).recommended().forEach(each -> table.numbers("given " + each.option()));
    table.numbers("nothing said", "gain of 100");
    if (compared) {
      table.numbers("told otherwise without sensitive");
    }
    for (Group group : groups) {
      List<String> cells = new ArrayList<>(List.of(group.group(), Cells.count(group.people())));
      group.recommended().forEach(each -> cells.add(Cells.share(each.share())));
      cells.add(Cells.share(group.abstained()));
      cells.add(Cells.benefit(group.benefit()));
      if (compared) {
        cells.add(Cells.share(group.changed()));
      }
      table.row(cells.toArray(String[]::new));
    }
    return Html.block("part", Html.heading(outcome), table.element());
  }

  private static Element comparisons(Fairness fairness) {
    Element part = Html.block("part", Html.heading("With and without sensitive covariates"));
    if (fairness.sensitive().isEmpty()) {
      return part.add(
          Html.paragraph(
              "missing", "The decision calls no covariate sensitive: none is left out."));
    }
    if (fairness.comparisons().isEmpty()) {
      return part.add(
          Html.paragraph(
              "missing",
              "Nothing can be compared: no outcome may be shown, or no covariate of the study"
                  + " begins with "
                  + String.join(" or ", fairness.sensitive())
                  + "."));
    }
    Table table =
        Table.of("The policy with and without sensitive covariates")
            .texts("outcome", "left out")
            .numbers("gain of 100 with", "without", "difference", "told otherwise");
    fairness
        .comparisons()
        .forEach(
            each ->
                table.row(
                    each.outcome(),
                    each.covariates(),
                    Cells.benefit(each.with()),
                    Cells.benefit(each.without()),
                    Cells.benefit(each.difference()),
                    Cells.share(each.changed())));
    return part.add(
        Html.paragraph(
            "says",
            "All models are fitted again without these covariates, and both policies are valued by"
                + " the full ones. A difference above zero is what leaving them out would cost."),
        table.element());
  }
}
