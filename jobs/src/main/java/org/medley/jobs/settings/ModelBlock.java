package org.medley.jobs.settings;

import java.util.List;
import org.medley.models.train.Search;

/**
 * The block {@code model} of a task.
 *
 * @param families model families by name, of which validation chooses one
 * @param calibrate how probabilities are calibrated
 * @param folds of the cross-validation
 * @param seed of everything that is drawn
 * @param search which settings of the families are tried, and how
 */
public record ModelBlock(
    List<String> families, String calibrate, int folds, long seed, Search search) {
  /** Used where a task names none. */
  public static final String DEFAULT_CALIBRATE = "auto";

  /** Used where a task names none. */
  public static final int DEFAULT_FOLDS = 3;

  /** Used where a task names none. */
  public static final long DEFAULT_SEED = 20_240_601L;
}
