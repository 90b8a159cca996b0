package org.medley.jobs.cli;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.cli.console.Progress;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.external.ExternalJson;
import org.medley.jobs.external.ExternalPage;
import org.medley.jobs.external.Finding;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.Step;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.ExternalRun;
import org.medley.jobs.step.ExternalStep;
import org.medley.jobs.step.ExternalStep.Records;
import org.medley.jobs.step.TrainStep;

/**
 * Records an external validation under the lease of each lake that it changes, as short nights of
 * two steps.
 *
 * @param options of the command
 * @param task the task
 * @param minimumCell fewer people than this are not shown
 */
record ValidationNights(Options options, TaskSettings task, int minimumCell) {

  /**
   * Records the validation in the lake of the model, and the updated model in {@code target}.
   *
   * @return the updated model; empty: none was asked for, or recommended
   */
  Optional<Trained> run(Workspace home, Workspace target, ExternalRun run, LocalDate asOf) {
    boolean one = home.lake().root().equals(target.lake().root());
    StepEnd end = night(home, run, one ? Records.BOTH : Records.VALIDATION, asOf);
    if (!one) {
      end = night(target, run, Records.UPDATE, asOf);
    }
    return Trained.of(end.notes(), target.clock().instant()).filter(Trained::updated);
  }

  private StepEnd night(Workspace workspace, ExternalRun run, Records records, LocalDate asOf) {
    String name = TrainStep.name(task.name());
    List<String> names = List.of(name, DecideStep.name(task.name()));
    try (Progress progress = Progress.of(Streams.progress(options), names, Map.of())) {
      Map<String, StepEnd> ends =
          new Night(
                  workspace.spark(),
                  workspace.lake(),
                  workspace.control(),
                  asOf,
                  workspace.clock(),
                  NightRun.listener(progress),
                  NightRequest.whole("models validate", options).terms())
              .run(ledger -> steps(ledger, run, records, asOf));
      return ends.get(name);
    }
  }

  private List<Step> steps(Ledger ledger, ExternalRun run, Records records, LocalDate asOf) {
    return List.of(
        new ExternalStep(run, records, asOf, this::papers),
        new DecideStep(task, DecideStep.registry(ledger, task.name()), asOf.toString()));
  }

  private Map<String, String> papers(Finding finding) {
    SmallCells cells = new SmallCells(minimumCell);
    return Map.of(
        "json", new ExternalJson(cells).of(finding), "html", new ExternalPage(cells).of(finding));
  }
}
