package org.medley.jobs.night;

import org.medley.jobs.control.StepEnd;

/** Hears how a night goes on. */
public interface NightListener {
  /** The step begins. */
  void started(String step);

  /** The step that began last has ended. */
  void ended(String step, StepEnd end);

  /** The step that began last has failed; the night ends here. */
  void failed(String step);
}
