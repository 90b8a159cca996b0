package org.medley.jobs.report.content;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.report.content.Model.Entry;

/**
 * How the night went, and how to do it again.
 *
 * @param timings steps in their order
 * @param inputs versions and digests that fix the result, by name
 * @param reproduce command lines that rebuild it
 */
public record Run(List<Timing> timings, List<Entry> inputs, List<String> reproduce) {

  /** Copies the lists. */
  public Run {
    timings = List.copyOf(timings);
    inputs = List.copyOf(inputs);
    reproduce = List.copyOf(reproduce);
  }

  /**
   * What a step took.
   *
   * @param step the step
   * @param span how long; empty: skipped, its result stood
   * @param begun how long after the night it began; empty: nobody wrote it down
   */
  public record Timing(String step, Optional<Duration> span, Optional<Duration> begun) {
    /** Of a step of which nobody knows when it began. */
    public Timing(String step, Optional<Duration> span) {
      this(step, span, Optional.empty());
    }
  }
}
