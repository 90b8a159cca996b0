package org.medley.jobs.external;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medley.jobs.report.chart.BarList;
import org.medley.jobs.report.chart.CalibrationCurves;
import org.medley.jobs.report.content.Metrics;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Page;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.report.section.Section;
import org.medley.jobs.text.Numbers;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.Metric;
import org.medley.models.external.CaseMix;
import org.medley.models.external.ClosedTest;
import org.medley.models.external.Shift;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;
import org.medley.models.external.Variant;
import org.medley.models.statistics.Estimate;

/** A finding as one page that needs no other file. */
public final class ExternalPage {
  private static final int LARGEST = 12;
  private static final List<String> SHOWN =
      List.of(
          "auroc",
          "brier",
          "scaled_brier",
          "observed_expected",
          "calibration_intercept",
          "calibration_slope",
          "ici",
          "e90");

  private final SmallCells cells;

  /** Pages that show no count that {@code cells} hides. */
  public ExternalPage(SmallCells cells) {
    this.cells = cells;
  }

  /** The page. */
  public String of(Finding finding) {
    Element main =
        Element.of("main")
            .add(first(finding))
            .add(people(finding.validation()))
            .add(performance(finding))
            .add(updates(finding));
    return Page.of(
        finding.task() + " on " + finding.data().name() + " · Medley",
        Element.of("body", "plain")
            .add(main)
            .add(
                Element.of("footer")
                    .add(
                        Html.paragraph(
                            "small",
                            "By %s, %s. Numbers below %d people are withheld."
                                .formatted(finding.by(), finding.time(), cells.minimum())))));
  }

  private Element first(Finding finding) {
    Validation.Flow flow = finding.validation().flow();
    Element section =
        Section.of(
            "external",
            "External validation of " + finding.task(),
            "Model %s of %s, applied to %s: %s. %s with a known outcome, %s of them with it."
                .formatted(
                    finding.model(),
                    finding.lake(),
                    finding.data().name(),
                    finding.data().words(),
                    cells.text(flow.samples()) + " members",
                    cells.text(flow.events())));
    finding.validation().notes().forEach(note -> section.add(Html.paragraph("says", note)));
    return section.add(
        Html.paragraph("says", capital(finding.validation().closed().words()) + "."));
  }

  private Element people(Validation found) {
    CaseMix mix = found.caseMix();
    Table table = Table.of("Case mix").texts("what").numbers("development", "there");
    table.row(
        "mean of the linear predictor",
        Numbers.decimal(mix.development().mean(), 3),
        Numbers.decimal(mix.external().mean(), 3));
    table.row(
        "its standard deviation",
        Numbers.decimal(mix.development().sd(), 3),
        Numbers.decimal(mix.external().sd(), 3));
    table.row(
        "share with the outcome",
        Numbers.percent(mix.development().prevalence(), 1),
        Numbers.percent(mix.external().prevalence(), 1));
    Element section =
        Section.of(
                "people",
                "Are they the same kind of people?",
                "A model tells the two data sets apart with C %s; 0.5 would say that they are one."
                    .formatted(text(mix.membership())))
            .add(table.element());
    List<Shift> largest =
        found.shifts().stream()
            .filter(shift -> Double.isFinite(shift.difference()))
            .filter(new ExternalJson(cells)::shown)
            .sorted(Comparator.comparingDouble(shift -> -Math.abs(shift.difference())))
            .limit(LARGEST)
            .toList();
    return largest.isEmpty() ? section : section.add(bars(largest), shifts(largest));
  }

  private static Element bars(List<Shift> largest) {
    BarList bars = new BarList("absolute standardised difference");
    largest.forEach(
        shift ->
            bars.bar(
                shift.covariate().description(),
                Math.abs(shift.difference()),
                Numbers.decimal(shift.difference(), 2)));
    return bars.figure(
        "shifts",
        "Covariates that differ most",
        "Standardised differences, there less development; 0.1 is a small one.");
  }

  private static Element shifts(List<Shift> largest) {
    Table table =
        Table.of("Covariates in both data sets")
            .texts("covariate")
            .numbers(
                "development",
                "SD",
                "missing",
                "there",
                "SD there",
                "missing there",
                "share of the model");
    for (Shift shift : largest) {
      table.row(
          shift.covariate().description() + (shift.absentThere() ? " (absent there)" : ""),
          Numbers.rounded(shift.development().mean()),
          Numbers.rounded(shift.development().sd()),
          Numbers.percent(shift.development().missing(), 1),
          Numbers.rounded(shift.external().mean()),
          Numbers.rounded(shift.external().sd()),
          Numbers.percent(shift.external().missing(), 1),
          Numbers.percent(shift.share(), 1));
    }
    return table.element();
  }

  private static Element performance(Finding finding) {
    Validation found = finding.validation();
    Table table =
        Table.of("Performance there")
            .texts("metric")
            .numbers(
                found.variants().stream()
                    .map(variant -> variant.kind().words())
                    .toArray(String[]::new));
    for (String name : SHOWN) {
      String[] cells = new String[1 + found.variants().size()];
      cells[0] = Metrics.name(name);
      for (int at = 0; at < found.variants().size(); at++) {
        cells[at + 1] =
            found
                .variants()
                .get(at)
                .overall(name)
                .map(Metric::estimate)
                .map(ExternalPage::text)
                .orElse("–");
      }
      table.row(cells);
    }
    Element section =
        Section.of(
                "performance",
                "How well does it do, before and after?",
                "An updated model is judged on risks that were fitted without the person.")
            .add(table.element());
    UpdateKind after =
        finding.chosen().orElse(found.closed().recommended()) == UpdateKind.NONE
            ? UpdateKind.INTERCEPT_SLOPE
            : finding.chosen().orElse(found.closed().recommended());
    Optional<CalibrationCurves.Line> before = line(found.variant(UpdateKind.NONE));
    return before.isEmpty()
        ? section
        : section.add(
            CalibrationCurves.of(
                before.get(),
                line(found.variant(after)).orElse(before.get()),
                found.variant(UpdateKind.NONE).curves().get(0).method()));
  }

  private static Optional<CalibrationCurves.Line> line(Variant variant) {
    return variant.curves().stream()
        .findFirst()
        .map(Curve::points)
        .filter(points -> points.size() > 1)
        .map(points -> new CalibrationCurves.Line(variant.kind().words(), points));
  }

  private static Element updates(Finding finding) {
    ClosedTest closed = finding.validation().closed();
    Table tests =
        Table.of("Closed testing")
            .texts("kept unless rejected", "against", "test")
            .numbers("chi-squared", "df", "p");
    closed
        .tests()
        .forEach(
            test ->
                tests.row(
                    test.smaller().words(),
                    test.larger().words(),
                    test.method(),
                    Numbers.decimal(test.statistic(), 3),
                    Integer.toString(test.df()),
                    Numbers.decimal(test.p(), 4)));
    Table fitted = Table.of("Recalibrations").texts("update").numbers("intercept", "slope");
    finding
        .validation()
        .variants()
        .forEach(
            variant ->
                variant
                    .fitted()
                    .ifPresent(
                        fit ->
                            fitted.row(
                                variant.kind().words(), text(fit.intercept()), text(fit.slope()))));
    return Section.of(
            "updates",
            "Which update do the data ask for?",
            "The first test that does not reject ends the procedure (Vergouwe et al. 2017).")
        .add(tests.element(), fitted.element());
  }

  private static String text(Estimate estimate) {
    return !Double.isFinite(estimate.low())
        ? Numbers.decimal(estimate.value(), 3)
        : "%s (%s to %s)"
            .formatted(
                Numbers.decimal(estimate.value(), 3),
                Numbers.decimal(estimate.low(), 3),
                Numbers.decimal(estimate.high(), 3));
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
