package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.cli.console.Summary;
import org.medley.jobs.cli.console.Terminal;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Release;
import org.medley.jobs.report.content.Cohort;
import org.medley.jobs.report.content.Intake;
import org.medley.jobs.report.content.Performance;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.step.PlanStep;
import org.medley.jobs.step.ReleaseStep;

/** Tells how a night ended: as text for people, or as one JSON document. */
final class Outcome {
  private final Options options;
  private final NightRun night;
  private final NightRun.Result result;
  private final Release release;
  private final SmallCells cells;

  Outcome(Options options, NightRun night, NightRun.Ended ended) {
    this.options = options;
    this.night = night;
    this.result = ended.result();
    this.release = Workspace.release(ended.ledger(), java.util.Optional.empty());
    this.cells = new SmallCells(night.configuration().site().minimumCell());
  }

  void tell() {
    if (options.json()) {
      Streams.answer().println(Json.write(document()));
    } else if (night.reports().isEmpty()) {
      nothing();
    } else {
      Terminal terminal = Streams.screen();
      for (ReportData report : night.reports()) {
        String path = "reports/" + release.releaseId() + "/" + report.task().name() + ".html";
        Summary.print(terminal, typed(report), cells, shown(path));
      }
      decisions().forEach(decision -> Streams.answer().println(decision.text()));
    }
  }

  /** What each decision came to. */
  private List<DecisionAnswer> decisions() {
    return night.configuration().decisions().stream()
        .map(DecisionSettings::name)
        .map(
            name ->
                new DecisionAnswer(
                    name,
                    night.notes(PlanStep.name(name)),
                    shown(ReleaseStep.decisionPath(release.releaseId(), name))))
        .toList();
  }

  /** The commands to try next, as they must be typed here: with this launcher and this lake. */
  private ReportData typed(ReportData data) {
    String launcher = System.getProperty("medley.command", "medley");
    String lake = options.lake().equals(Options.LAKE) ? "" : " --lake " + options.lake();
    var release = data.release();
    List<org.medley.jobs.report.content.Release.Command> next =
        release.next().stream()
            .map(
                command ->
                    new org.medley.jobs.report.content.Release.Command(
                        command.text().replaceFirst("^medley", launcher) + lake, command.purpose()))
            .toList();
    return new ReportData(
        new org.medley.jobs.report.content.Release(
            release.id(),
            release.site(),
            release.asOf(),
            release.state(),
            release.reason(),
            release.gates(),
            next),
        data.task(),
        data.intake(),
        data.cohort(),
        data.audit(),
        data.model(),
        data.performance(),
        data.scores(),
        data.run());
  }

  private void nothing() {
    var out = Streams.answer();
    out.printf(
        "Nothing to do: release %s stands, and nothing it depends on has changed.%n",
        release.releaseId());
    release.reports().keySet().forEach(path -> out.println("Report: " + shown(path)));
    if (!release.refused().isEmpty()) {
      out.println("Refused by a gate: " + String.join(", ", release.refused()));
    }
  }

  private String shown(String path) {
    return night.workspace().lake().shown(path);
  }

  private Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema_version", 1);
    document.put("result", result.name().toLowerCase(java.util.Locale.ROOT));
    document.put("release", release.releaseId());
    document.put("as_of_date", release.asOf());
    document.put("refused", release.refused());
    document.put("reports", release.reports().keySet().stream().map(this::shown).toList());
    List<Object> tasks = new ArrayList<>();
    for (ReportData each : night.reports()) {
      ReportData data = cells.shareable(typed(each));
      Map<String, Object> task = new LinkedHashMap<>();
      task.put("task", data.task().name());
      task.put("gates", data.release().gates());
      task.put("next", data.release().next());
      task.put("attrition", data.cohort().attrition().stream().map(Outcome::step).toList());
      task.put(
          "performance",
          data.performance().overall(Performance.TEST).stream().map(Outcome::metric).toList());
      task.put("people_scored", data.scores().people());
      tasks.add(task);
    }
    document.put("tasks", tasks);
    document.put("decisions", decisions().stream().map(DecisionAnswer::document).toList());
    night.reports().stream()
        .findFirst()
        .ifPresent(
            data ->
                document.put(
                    "sources", data.intake().sources().stream().map(Outcome::source).toList()));
    return document;
  }

  private static Map<String, Object> source(Intake.Source source) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("source", source.name());
    counts.put("files", source.files());
    counts.put("lines", source.lines());
    counts.put("accepted", source.accepted());
    counts.put("superseded", source.superseded());
    counts.put("duplicate", source.duplicate());
    counts.put("quarantined", source.quarantined());
    counts.put("blank", source.blank());
    return counts;
  }

  private static Map<String, Object> step(Cohort.Step step) {
    return Map.of("rule", step.rule(), "people", step.people(), "members", step.members());
  }

  private static Map<String, Object> metric(Performance.Evaluation row) {
    Map<String, Object> metric = new LinkedHashMap<>();
    metric.put("metric", row.metric());
    metric.put("value", number(row.value()));
    metric.put("low", number(row.low()));
    metric.put("high", number(row.high()));
    metric.put("n", row.members());
    metric.put("events", row.events());
    metric.put("method", row.method());
    return metric;
  }

  private static Double number(java.util.OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
