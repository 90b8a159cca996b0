package org.medley.jobs.report.section;

import java.util.List;
import org.medley.jobs.report.content.Cohort.Difference;
import org.medley.jobs.report.content.Cohort.Group;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** How members with and without the outcome differ. */
final class BaselinePart {
  private static final int SHOWN = 15;

  private BaselinePart() {}

  static Element of(List<Difference> differences) {
    Table table =
        Table.of("Covariates by outcome")
            .texts("covariate")
            .numbers("outcome", "no outcome", "known", "difference");
    differences.stream()
        .limit(SHOWN)
        .forEach(
            one ->
                table.row(
                    one.words(),
                    mean(one, one.with()),
                    mean(one, one.without()),
                    known(one),
                    Numbers.decimal(one.smd(), 2)));
    return Html.block("part", Html.heading("How those with the outcome differ"))
        .add(
            Html.paragraph(
                "says",
                "Means, or shares of members, of the covariates with the largest standardised mean"
                    + " differences (Austin 2009); above 0.1 is usually called a difference. The"
                    + " table feature.baseline has all, by arm, split, sex and year too."),
            table.element());
  }

  private static String mean(Difference one, Group group) {
    return one.binary() ? Numbers.percent(group.mean(), 1) : Numbers.rounded(group.mean());
  }

  /** The share of all members with a value. */
  private static String known(Difference one) {
    double members = one.with().members() + one.without().members();
    double share = (one.with().known() + one.without().known()) / members;
    return Numbers.percent(share, 0);
  }
}
