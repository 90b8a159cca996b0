package org.medley.jobs.check;

import java.util.List;
import java.util.Optional;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.step.TrainStep;

/** Each published task: what its last training found, as the ledger tells. */
final class TasksCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.configuration().isEmpty()) {
      return List.of(Finding.warn(name, "not looked at", "mend site.yaml first"));
    }
    Configuration configuration = setup.configuration().get();
    List<TaskSettings> published =
        configuration.tasks().stream().filter(TaskSettings::publishes).toList();
    if (published.isEmpty()) {
      return List.of(
          Finding.warn(
              name,
              "no task is published: a night only ingests",
              "add a block publish to a task in " + configuration.folder().resolve("tasks")));
    }
    Ledger ledger = setup.ledger().orElse(Ledger.EMPTY);
    return published.stream()
        .map(task -> look(name, task, ledger, configuration.site().minimumCell()))
        .toList();
  }

  private static Finding look(String name, TaskSettings task, Ledger ledger, int minimumCell) {
    Optional<TrainStep.Last> last = TrainStep.last(ledger, task.name());
    if (last.isEmpty()) {
      return Finding.pass(name, "task " + task.name() + ": never trained in this lake");
    }
    if (last.get().refused().isPresent()) {
      return Finding.warn(
          name,
          "task %s: the last training was refused: %s"
              .formatted(task.name(), last.get().refused().get()),
          "widen the cohort, or wait for more outcomes");
    }
    return Finding.pass(
        name,
        "task %s: trained as of %s on %s samples with %s outcomes"
            .formatted(
                task.name(),
                last.get().asOf(),
                shown(last.get().samples(), minimumCell),
                shown(last.get().events(), minimumCell)));
  }

  private static String shown(long count, int minimumCell) {
    return count > 0 && count < minimumCell ? "fewer than " + minimumCell : Long.toString(count);
  }
}
