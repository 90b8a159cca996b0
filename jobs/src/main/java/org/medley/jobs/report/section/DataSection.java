package org.medley.jobs.report.section;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.report.content.Intake.Availability;
import org.medley.jobs.report.content.Intake.Rejected;
import org.medley.jobs.report.content.Intake.Source;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/**
 * What was read, what was rejected and why, how the times of availability are known, and how the
 * data fare against the rules of data quality.
 */
public final class DataSection {
  private DataSection() {}

  /** The section. */
  public static Element of(Intake intake) {
    Element section = Section.of("data", "Data", lead(intake));
    if (intake.sources().isEmpty()) {
      return section.add(Section.missing("No source was read in this release."));
    }
    return section
        .add(accounts(intake))
        .add(Section.pair(quarantine(intake), availability(intake)))
        .add(QualityPart.of(intake));
  }

  private static String lead(Intake intake) {
    return intake.sources().isEmpty()
        ? "Nothing was read."
        : Numbers.count(intake.lines(), "line", "lines")
            + " read. Each is in use, replaced by a newer version, a repetition, rejected or blank,"
            + " and the accounts add up.";
  }

  private static Element accounts(Intake intake) {
    Table table =
        Table.of("Lines by source")
            .texts("source", "format")
            .numbers("files", "lines", "in use", "superseded", "duplicate", "rejected", "blank");
    for (Source s : intake.sources()) {
      table.row(
          s.name(),
          s.kind(),
          Numbers.count(s.files()),
          Numbers.count(s.lines()),
          Numbers.count(s.accepted()),
          Numbers.count(s.superseded()),
          Numbers.count(s.duplicate()),
          Numbers.count(s.quarantined()),
          Numbers.count(s.blank()));
    }
    return table.element();
  }

  private static Element quarantine(Intake intake) {
    Element part = Html.block("part", Html.heading("Rejected lines"));
    if (intake.quarantine().isEmpty()) {
      return part.add(Html.paragraph("says", "No line was rejected."));
    }
    Table table = Table.of("Rejected lines by reason").texts("reason", "source").numbers("lines");
    for (Rejected r : intake.quarantine()) {
      table.row(r.reason(), r.source(), Numbers.count(r.lines()));
    }
    return part.add(
        Html.paragraph(
            "says",
            "Each stands with file, line and reason in clinical.quarantine; nothing is dropped"
                + " silently."),
        table.element());
  }

  private static Element availability(Intake intake) {
    Element part = Html.block("part", Html.heading("When did events become known?"));
    if (intake.availability().isEmpty()) {
      return part.add(Html.paragraph("says", "Not stated in this release."));
    }
    Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
    for (Availability a : intake.availability()) {
      shares.computeIfAbsent(a.source(), key -> new LinkedHashMap<>()).put(a.basis(), a.share());
    }
    Table table =
        Table.of("Basis of the time of availability")
            .texts("source")
            .numbers("stated", "encounter", "assumed");
    shares.forEach(
        (source, by) ->
            table.row(source, share(by, "stated"), share(by, "encounter"), share(by, "assumed")));
    return part.add(
        Html.paragraph(
            "says",
            "A feature may use an event only if it was known at the prediction time. The record"
                + " states that time, or its encounter does, or the source's rule assumes it."),
        table.element());
  }

  private static String share(Map<String, Double> shares, String basis) {
    return Numbers.percent(shares.getOrDefault(basis, 0.0), 1);
  }
}
