package org.medley.jobs.night;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.contract.TableContract;

/**
 * One step of the night: a pure function of its settings and of what its input steps wrote. It
 * writes one slice of each of its tables, and nothing else but files below the lake that carry its
 * key in their path.
 */
public interface Step {
  /** The name, such as {@code events:ehr}. */
  String name();

  /** Classes whose code, with all that they reach inside Medley, decides the result. */
  List<Class<?>> code();

  /** Everything else that decides the result, as canonical text; never a secret. */
  String settings();

  /** Names of the steps whose tables are read. */
  List<String> inputs();

  /** Tables of which a slice is replaced. */
  List<TableContract> writes();

  /** The slice that is replaced. */
  String slice();

  /**
   * Why the last result stands whatever changed, where a decision says so; empty for most steps,
   * which run when their key changed.
   */
  default Optional<String> standing() {
    return Optional.empty();
  }

  /** Why it runs although its key may not have changed; empty for most steps. */
  default Optional<String> repeated() {
    return Optional.empty();
  }

  /** Why it runs, where a decision and not a changed key alone says so; empty for most steps. */
  default Optional<String> cause() {
    return Optional.empty();
  }

  /**
   * Does the work. What it persists is dropped when it has ended.
   *
   * @return notes for later steps and for people
   */
  Map<String, String> run(StepContext context);
}
