package org.medley.jobs.pull.http;

import java.time.Duration;
import java.util.Random;

/**
 * Waits that double, with jitter, so that clients that failed together do not come back together.
 */
public final class Backoff {
  private final Duration first;
  private final Duration longest;
  private final Random random;

  /** Waits from {@code first} up to {@code longest}, less up to half of each by chance. */
  public Backoff(Duration first, Duration longest, long seed) {
    this.first = first;
    this.longest = longest;
    this.random = new Random(seed);
  }

  /** The wait after {@code failures} failures in a row, from 1. */
  public Duration after(int failures) {
    double doubled = (double) first.toMillis() * Math.pow(2, Math.min(30, failures - 1));
    double full = Math.min(doubled, (double) longest.toMillis());
    return Duration.ofMillis(Math.round(full * (1 - random.nextDouble() / 2)));
  }
}
