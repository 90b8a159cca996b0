package org.medley.jobs.night;

import org.medley.jobs.control.StepEnd;

/** Hears how a night goes on. */
public interface NightListener {
  /** Step {@code number} of {@code total} begins; {@code expectedSeconds} is 0 where unknown. */
  void started(int number, int total, String step, double expectedSeconds);

  /** The step that began last has ended. */
  void ended(String step, StepEnd end);
}
