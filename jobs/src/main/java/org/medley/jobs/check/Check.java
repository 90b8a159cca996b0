package org.medley.jobs.check;

import java.util.List;

/** One look at a set-up. */
interface Check {
  /**
   * What it finds.
   *
   * @param name the name of this check, for its findings
   * @return at least one finding; problems are findings, not exceptions
   */
  List<Finding> look(String name, Setup setup);
}
