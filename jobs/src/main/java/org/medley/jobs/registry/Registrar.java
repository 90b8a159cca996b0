package org.medley.jobs.registry;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.registry.Decision.Act;

/**
 * Records what a person decides about the models of one task, under the lake's lease. What is so
 * already is not recorded again.
 */
public final class Registrar {
  private final Control control;
  private final Clock clock;
  private final String task;
  private final Function<Ledger, Registry> registry;
  private final String user;

  /**
   * A registrar of {@code task}.
   *
   * @param registry reads the task's registry from a ledger
   * @param user who decides
   */
  public Registrar(
      Control control, Clock clock, String task, Function<Ledger, Registry> registry, String user) {
    this.control = control;
    this.clock = clock;
    this.task = task;
    this.registry = registry;
    this.user = user;
  }

  /**
   * Makes the candidate {@code version} the champion.
   *
   * @return the decision; empty if it is champion already
   * @throws MedleyException with exit code 64 if it is no candidate, 75 if a run holds the lease
   */
  public Optional<Decision> promote(String version, String why) {
    return record(
        models ->
            switch (models.state(version)) {
              case CHAMPION -> Optional.empty();
              case CANDIDATE -> Optional.of(decision(Act.PROMOTED, version, models, why));
              case RETIRED ->
                  throw new MedleyException(
                      ExitCode.USAGE,
                      "model " + version + " of " + task + " is retired",
                      models.wasChampion(version)
                          ? "it was champion before: 'medley models rollback %s --to %s --why TEXT'"
                              .formatted(task, version)
                          : "a newer model was trained since; 'medley models list' names the"
                              + " candidate");
            });
  }

  /**
   * Makes a former champion the champion again.
   *
   * @param to its version; empty: the one before the present champion, unless the last decision was
   *     a rollback already
   * @return the decision; empty if it is so already
   * @throws MedleyException with exit code 64 if there is no such former champion, 75 if a run
   *     holds the lease
   */
  public Optional<Decision> rollback(Optional<String> to, String why) {
    return record(
        models -> {
          boolean again = models.last().filter(last -> last.act() == Act.ROLLED_BACK).isPresent();
          if (to.isEmpty() && again) {
            return Optional.empty();
          }
          String version =
              to.or(() -> models.before().map(Trained::version)).orElseThrow(this::nothingBefore);
          if (!models.wasChampion(version)) {
            throw new MedleyException(
                ExitCode.USAGE,
                "model " + version + " of " + task + " never was champion",
                "a candidate is promoted: 'medley models promote %s %s'".formatted(task, version));
          }
          return models.state(version) == Registry.State.CHAMPION
              ? Optional.empty()
              : Optional.of(decision(Act.ROLLED_BACK, version, models, why));
        });
  }

  private MedleyException nothingBefore() {
    return new MedleyException(
        ExitCode.USAGE,
        "no champion of " + task + " was before the present one",
        "'medley models list' shows its models; name one with --to");
  }

  private Decision decision(Act act, String version, Registry models, String why) {
    String champion = models.champion().map(Trained::version).orElse("");
    return Decision.ofPerson(act, version, champion, user, why);
  }

  private Optional<Decision> record(Function<Registry, Optional<Decision>> decide) {
    Lease lease = control.acquire("models-" + task);
    try {
      Optional<Decision> decision = decide.apply(registry.apply(control.ledger()));
      decision.ifPresent(made -> control.append(List.of(entry(lease, made))));
      return decision;
    } finally {
      control.release(lease);
    }
  }

  private Entry entry(Lease lease, Decision decision) {
    return new Entry(
        Entry.Kind.DECISION,
        lease.epoch(),
        lease.runId(),
        task,
        "",
        decision.act().text(),
        Optional.empty(),
        clock.instant(),
        Json.write(decision));
  }
}
