package org.medley.jobs.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.PublishStep;

/**
 * What the night of a release decided about one task.
 *
 * @param task the task
 * @param model version of the champion; empty: none
 * @param refused whether a gate refused it, so that older rows stand
 * @param gates the gates in their order; empty if the night that judged them is not recorded
 */
public record TaskAtRelease(String task, String model, boolean refused, List<Gate> gates) {
  private static final String PUBLISH = PublishStep.name("");

  /** The tasks of {@code release}, by name. */
  public static List<TaskAtRelease> of(Ledger ledger, Release release) {
    return ledger.of(Entry.Kind.STEP).stream()
        .map(Entry::name)
        .filter(name -> name.startsWith(PUBLISH))
        .map(name -> name.substring(PUBLISH.length()))
        .distinct()
        .sorted()
        .filter(task -> isIn(release, task))
        .map(task -> of(ledger, release, task))
        .toList();
  }

  private static boolean isIn(Release release, String task) {
    return release.pins().stream()
        .anyMatch(pin -> pin.table().startsWith("published.") && pin.slice().equals(task));
  }

  private static TaskAtRelease of(Ledger ledger, Release release, String task) {
    List<Gate> gates =
        note(ledger, release, PUBLISH + task, PublishStep.GATES)
            .map(json -> List.of(Json.read(json, Gate[].class)))
            .orElse(List.of());
    return new TaskAtRelease(
        task,
        note(ledger, release, DecideStep.name(task), DecideStep.CHAMPION).orElse(""),
        release.refused().contains(task),
        gates);
  }

  private static Optional<String> note(Ledger ledger, Release release, String step, String note) {
    return ledger
        .endBefore(step, release.releaseId())
        .map(entry -> Json.read(entry.details(), StepEnd.class))
        .map(StepEnd::notes)
        .map(notes -> notes.get(note));
  }

  /** Whether each gate passed, by name. */
  public Map<String, Boolean> verdicts() {
    Map<String, Boolean> verdicts = new LinkedHashMap<>();
    gates.forEach(gate -> verdicts.put(gate.name(), gate.passed()));
    return verdicts;
  }
}
