package org.medley.jobs.report.section;

import java.util.stream.Stream;
import org.medley.jobs.report.content.Cohort.Comparison;
import org.medley.jobs.report.content.Cohort.Group;
import org.medley.jobs.report.content.Cohort.Line;
import org.medley.jobs.report.content.Cohort.Measure;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** How arms, years or subgroups of members differ in their covariates. */
final class ComparisonPart {
  private static final int SHOWN = 10;

  private ComparisonPart() {}

  static Element of(Comparison comparison) {
    boolean missing = comparison.measure() == Measure.MISSING;
    String title =
        missing
            ? "What is missing, by " + comparison.grouping()
            : "How members differ by " + comparison.grouping();
    Table table =
        Table.of(title)
            .texts("covariate")
            .numbers(
                Stream.concat(comparison.groups().stream(), Stream.of("difference"))
                    .toArray(String[]::new));
    comparison.lines().stream()
        .limit(SHOWN)
        .forEach(line -> table.row(cells(line, missing).toArray(String[]::new)));
    return Html.block("part", Html.heading(title))
        .add(Html.paragraph("says", says(missing)), table.element());
  }

  private static String says(boolean missing) {
    return missing
        ? "Shares of members without a value, of the covariates in which they differ most."
        : "Means, or shares of members, of the covariates with the largest standardised mean"
            + " difference between two of the groups.";
  }

  private static Stream<String> cells(Line line, boolean missing) {
    return Stream.of(
            Stream.of(line.words()),
            line.groups().stream().map(group -> missing ? missing(group) : mean(line, group)),
            Stream.of(
                missing
                    ? Numbers.percent(line.difference(), 1)
                    : Numbers.decimal(line.difference(), 2)))
        .flatMap(each -> each);
  }

  private static String missing(Group group) {
    return Numbers.percent(1 - (double) group.known() / group.members(), 1);
  }

  private static String mean(Line line, Group group) {
    return line.binary() ? Numbers.percent(group.mean(), 1) : Numbers.rounded(group.mean());
  }
}
