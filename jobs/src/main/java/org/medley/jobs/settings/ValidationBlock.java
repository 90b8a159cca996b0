package org.medley.jobs.settings;

import java.util.List;
import java.util.Optional;
import org.medley.features.cohort.SplitRule;
import org.medley.features.leak.LeakSettings;

/**
 * The block {@code validation} of a task.
 *
 * @param split into training and test; empty: none
 * @param subgroups whose performance is shown on its own
 * @param exploratory whether the task accepts fewer test events than a conclusion needs
 * @param leakAudit when the leak audit refuses
 */
public record ValidationBlock(
    Optional<SplitRule> split,
    List<String> subgroups,
    boolean exploratory,
    LeakSettings leakAudit) {
  /** Used where a task names none. */
  public static final double DEFAULT_TEST_SHARE = 0.25;
}
