package org.medley.jobs.report;

import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Page;
import org.medley.jobs.report.section.AuditSection;
import org.medley.jobs.report.section.CohortSection;
import org.medley.jobs.report.section.DataSection;
import org.medley.jobs.report.section.FirstScreen;
import org.medley.jobs.report.section.MadeSection;
import org.medley.jobs.report.section.ModelSection;
import org.medley.jobs.report.section.RiskSection;

/** The report as one page of HTML. The same data give the same bytes. */
public final class HtmlReport {
  private HtmlReport() {}

  /** The page, with groups under the standard minimum withheld. */
  public static String render(ReportData data) {
    return render(data, SmallCells.STANDARD);
  }

  /** The page, with groups of people that {@code cells} hides withheld. */
  public static String render(ReportData data, SmallCells cells) {
    ReportData shown = cells.shareable(data);
    Element main =
        Element.of("main")
            .add(FirstScreen.of(shown, cells))
            .add(DataSection.of(shown.intake()))
            .add(CohortSection.of(shown))
            .add(AuditSection.of(shown.audit()))
            .add(ModelSection.of(shown, data.performance()))
            .add(RiskSection.of(shown, cells))
            .add(MadeSection.of(shown));
    Element body =
        Element.of("body", shown.task().exploratory().isPresent() ? "exploratory" : "plain")
            .add(FirstScreen.banner(shown.task()))
            .add(main)
            .add(footer(shown, cells));
    return Page.of(shown.task().name() + " · " + shown.release().id() + " · Medley", body);
  }

  private static Element footer(ReportData data, SmallCells cells) {
    String small =
        cells.minimum() > 1
            ? "Groups of fewer than " + cells.minimum() + " people are merged or left out. "
            : "";
    return Element.of("footer")
        .add(
            Element.of("p")
                .text(
                    small
                        + "Release "
                        + data.release().id()
                        + ", as of "
                        + data.release().asOf()
                        + ". Written by Medley; the same inputs give the same page."));
  }
}
