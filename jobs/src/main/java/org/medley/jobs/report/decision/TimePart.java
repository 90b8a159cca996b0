package org.medley.jobs.report.decision;

import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;

/** How long until the outcome: the restricted mean time without it. */
final class TimePart {
  private TimePart() {}

  static Element of(DecisionContent content) {
    Table table =
        Table.of("Days without the outcome")
            .texts("outcome", "option")
            .numbers("days", "difference", "95 % interval");
    content.effects().stream()
        .filter(each -> each.blinded().isEmpty())
        .forEach(
            each ->
                table.row(
                    each.outcome(),
                    each.option(),
                    Cells.days(each.days()),
                    Cells.signedDays(each.moreDays().value()),
                    Cells.endsInDays(each.moreDays())));
    return Html.block(
        "part",
        Html.heading("How long until it happens?"),
        Html.paragraph(
            "says",
            "Mean days without the outcome up to its horizon (restricted mean survival time), had"
                + " all of them started the option. Who dies first is without it to the end."),
        table.element());
  }
}
