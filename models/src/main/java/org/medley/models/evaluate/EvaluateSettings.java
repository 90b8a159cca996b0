package org.medley.models.evaluate;

import java.util.List;

/**
 * How a model is judged.
 *
 * @param subgroups columns of the snapshot's members whose values name subgroups
 * @param thresholds risks at which net benefit is reported
 * @param replicates of the bootstrap
 * @param seed of the bootstrap and of any sample
 * @param mostRows predictions on the driver; of more a sample of subjects is taken
 * @param leastEvents a subgroup with fewer outcomes or fewer non-outcomes is not assessed
 */
public record EvaluateSettings(
    List<String> subgroups,
    List<Double> thresholds,
    int replicates,
    long seed,
    long mostRows,
    int leastEvents) {
  /** Net benefit is reported here. */
  public static final List<Double> THRESHOLDS = List.of(0.05, 0.1, 0.2, 0.3);

  /** Replicates of the bootstrap. */
  public static final int REPLICATES = 500;

  /** Two million predictions are about 150 MB on the driver while sorted. */
  public static final long MOST_ROWS = 2_000_000;

  /** Outcomes and non-outcomes that a subgroup needs. */
  public static final int LEAST_EVENTS = 10;

  private static final int MANY = 100_000;
  private static final long LEAST_REPLICATES = 100;

  /** Copies the lists. */
  public EvaluateSettings {
    subgroups = List.copyOf(subgroups);
    thresholds = List.copyOf(thresholds);
  }

  /**
   * Replicates for a number of samples: beyond 100,000 the fewer the more samples there are, since
   * intervals then are narrow, but never below 100.
   */
  public int replicatesOf(int samples) {
    if (samples <= MANY) {
      return replicates;
    }
    return (int)
        Math.min(replicates, Math.max(LEAST_REPLICATES, (long) replicates * MANY / samples));
  }

  /** Defaults for {@code subgroups} and {@code seed}. */
  public static EvaluateSettings of(List<String> subgroups, long seed) {
    return new EvaluateSettings(subgroups, THRESHOLDS, REPLICATES, seed, MOST_ROWS, LEAST_EVENTS);
  }
}
