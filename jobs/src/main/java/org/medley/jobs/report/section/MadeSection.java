package org.medley.jobs.report.section;

import java.time.Duration;
import java.util.List;
import org.medley.jobs.report.chart.BarList;
import org.medley.jobs.report.chart.NightTimeline;
import org.medley.jobs.report.content.Model;
import org.medley.jobs.report.content.Release;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.Run;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Icon;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.text.Numbers;

/** How the release was made and checked, and how to make it again. */
public final class MadeSection {
  private MadeSection() {}

  /** The section. */
  public static Element of(ReportData data) {
    Element section =
        Section.of(
            "made",
            "How it was made",
            "What the release was checked for, what it is made from, and how to make it again.");
    section.add(Section.pair(gates(data.release()), timings(data.run())));
    data.model()
        .ifPresent(
            model ->
                section.add(
                    Section.pair(
                        entries("Model settings", model.settings()),
                        entries("Where the model comes from", model.provenance()))));
    return section.add(Section.pair(entries("Inputs", data.run().inputs()), again(data)));
  }

  private static Element gates(Release release) {
    Element part = Html.block("part", Html.heading("Gates"));
    if (release.gates().isEmpty()) {
      return part.add(Section.missing("No gate was evaluated."));
    }
    Table table = Table.of("Gates").texts("gate", "result", "detail");
    for (Release.Gate gate : release.gates()) {
      Icon icon = gate.passed() ? Icon.GOOD : Icon.BAD;
      table.row(
          Element.of("span").text(gate.name()),
          Html.span("state", "")
              .add(icon.element())
              .add(Element.of("span").text(gate.passed() ? "passed" : "refused")),
          Element.of("span").text(gate.detail()));
    }
    return part.add(table.element());
  }

  private static Element timings(Run run) {
    if (run.timings().isEmpty()) {
      return Html.block(
          "part", Html.heading("Time by step"), Section.missing("No times were recorded."));
    }
    if (run.timings().stream().anyMatch(timing -> timing.begun().isPresent())) {
      return timeline(run);
    }
    BarList bars = new BarList("time");
    Duration all = Duration.ZERO;
    for (Run.Timing timing : run.timings()) {
      Duration span = timing.span().orElse(Duration.ZERO);
      all = all.plus(span);
      bars.bar(
          timing.step(),
          (double) span.toMillis(),
          timing.span().isPresent() ? Numbers.duration(span) : "unchanged");
    }
    return bars.figure(
        "timings",
        "Time by step",
        Numbers.count(run.timings().size(), "step", "steps")
            + " took "
            + Numbers.duration(all)
            + " in all.");
  }

  private static Element timeline(Run run) {
    NightTimeline timeline = new NightTimeline();
    Duration end = Duration.ZERO;
    int steps = 0;
    for (Run.Timing timing : run.timings()) {
      if (timing.begun().isPresent() && timing.span().isPresent()) {
        Duration begun = timing.begun().get();
        Duration span = timing.span().get();
        timeline.step(timing.step(), begun, span);
        Duration last = begun.plus(span);
        end = last.compareTo(end) > 0 ? last : end;
        steps++;
      }
    }
    return timeline.figure(
        "timings",
        "Timeline of the night",
        "%s ran in %s up to the release; %s stood as before."
            .formatted(
                Numbers.count(steps, "step", "steps"),
                Numbers.duration(end),
                Numbers.count(run.timings().size() - steps, "step", "steps")));
  }

  private static Element entries(String heading, List<Model.Entry> entries) {
    Element part = Html.block("part", Html.heading(heading));
    if (entries.isEmpty()) {
      return part.add(Section.missing("None recorded."));
    }
    Element list = Element.of("dl", "entries");
    for (Model.Entry entry : entries) {
      list.add(Html.entry(entry.name(), Html.span("code", entry.value())));
    }
    return part.add(list);
  }

  private static Element again(ReportData data) {
    Element part = Html.block("part", Html.heading("Make it again"));
    if (data.run().reproduce().isEmpty()) {
      part.add(Section.missing("No commands were recorded."));
    } else {
      part.add(Html.commands(data.run().reproduce()));
    }
    if (!data.release().next().isEmpty()) {
      part.add(Html.heading("Worth trying"));
      for (Release.Command command : data.release().next()) {
        part.add(Html.paragraph("says", command.purpose()), Html.command(command.text()));
      }
    }
    return part;
  }
}
