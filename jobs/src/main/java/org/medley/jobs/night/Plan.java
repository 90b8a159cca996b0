package org.medley.jobs.night;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;

/**
 * Which steps of a night must run, and why: a pure function of the steps and the ledger. Reads no
 * table and no clock.
 */
public final class Plan {
  private final Map<String, Planned> steps;

  private Plan(Map<String, Planned> steps) {
    this.steps = steps;
  }

  /**
   * Plans {@code steps}, which stand in an order in which every step follows those that it reads.
   */
  public static Plan of(List<Step> steps, Ledger ledger) {
    Map<String, Planned> planned = new LinkedHashMap<>();
    for (Step step : steps) {
      planned.put(step.name(), planned(step, planned, ledger));
    }
    return new Plan(planned);
  }

  private static Planned planned(Step step, Map<String, Planned> before, Ledger ledger) {
    if (step.standing().isPresent()) {
      StepEnd end = ledger.lastResult(step.name()).orElseThrow();
      Fingerprint kept = Fingerprint.of(end);
      return new Planned(step, kept, step.standing().get(), Optional.of(end));
    }
    Fingerprint fingerprint = fingerprint(step, before);
    if (step.repeated().isPresent()) {
      return new Planned(step, fingerprint, step.repeated().get(), Optional.empty());
    }
    Optional<StepEnd> done = ledger.done(step.name(), fingerprint.key());
    return new Planned(step, fingerprint, reason(step, fingerprint, done, ledger), done);
  }

  /** The fingerprint that {@code step} has after {@code before}. */
  static Fingerprint fingerprint(Step step, Map<String, Planned> before) {
    Map<String, String> inputs = new TreeMap<>();
    for (String input : step.inputs()) {
      if (!before.containsKey(input)) {
        throw new IllegalStateException(step.name() + " reads " + input + " before it is planned");
      }
      inputs.put(input, before.get(input).key());
    }
    String code = CodeDigests.of(step.code().toArray(Class<?>[]::new));
    return new Fingerprint(code, Digests.of(step.settings()), inputs);
  }

  private static String reason(
      Step step, Fingerprint fingerprint, Optional<StepEnd> done, Ledger ledger) {
    if (done.isPresent()) {
      return "nothing it depends on has changed";
    }
    if (step.cause().isPresent()) {
      return step.cause().get();
    }
    Optional<StepEnd> last = ledger.lastResult(step.name());
    if (last.isEmpty()) {
      return "it has never run to its end in this lake";
    }
    Fingerprint before = Fingerprint.of(last.get());
    return String.join(", ", fingerprint.changes(before));
  }

  /** The steps in order. */
  public List<Planned> steps() {
    return List.copyOf(steps.values());
  }

  /** The steps that run, in order. */
  public List<Planned> running() {
    return steps.values().stream().filter(Planned::runs).toList();
  }

  /**
   * Names of the running steps that the run {@code before} was to run with other code, settings or
   * inputs, or not at all: a run that goes on from it does not only go on.
   */
  public List<String> differing(Ledger ledger, String before) {
    Map<String, String> claimed = new LinkedHashMap<>();
    ledger.of(Entry.Kind.CLAIM).stream()
        .filter(claim -> claim.runId().equals(before))
        .forEach(claim -> claimed.put(claim.name(), claim.key()));
    return running().stream()
        .filter(planned -> !planned.key().equals(claimed.get(planned.step().name())))
        .map(planned -> planned.step().name())
        .toList();
  }

  /** The plan of one step. */
  public Planned step(String name) {
    return steps.get(name);
  }

  /** Identity of the whole night: the digest of all its step keys. */
  public String key() {
    return Digests.of(
        steps.values().stream()
            .map(planned -> planned.step().name() + "=" + planned.key())
            .collect(Collectors.joining("\n")));
  }
}
