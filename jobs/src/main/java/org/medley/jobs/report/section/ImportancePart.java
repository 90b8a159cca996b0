package org.medley.jobs.report.section;

import java.util.List;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** Which covariates the ranking of people rests on. */
final class ImportancePart {
  private static final int SHOWN = 10;

  private ImportancePart() {}

  static Element of(List<Evaluation> covariates) {
    Element part = Html.block("part", Html.heading("What does the ranking rest on?"));
    if (covariates.isEmpty()) {
      return part.add(Section.missing("No covariate moves the risks of the people tested."));
    }
    Table table =
        Table.of("Fall of the AUROC by covariate")
            .texts("covariate")
            .numbers("fall of the AUROC", "95 % interval");
    for (Evaluation row : covariates.subList(0, Math.min(SHOWN, covariates.size()))) {
      table.row(
          row.subgroup().substring(row.subgroup().indexOf('=') + 1),
          Numbers.decimal(row.value().orElseThrow(), 3),
          row.interval()
              ? Numbers.decimal(row.low().getAsDouble(), 3)
                  + " to "
                  + Numbers.decimal(row.high().getAsDouble(), 3)
              : "");
    }
    return part.add(
        Html.paragraph(
            "says",
            "How much worse people are ranked when the values of one covariate are exchanged"
                + " between them at random. Covariates that tell the same share what they carry."),
        table.element());
  }
}
