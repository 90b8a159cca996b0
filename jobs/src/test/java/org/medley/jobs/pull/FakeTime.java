package org.medley.jobs.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.pull.http.Waiting;

/** Time that passes only where somebody waits. */
final class FakeTime implements Waiting {
  private Instant now = Instant.parse("2026-03-01T02:00:00Z");
  private final List<Duration> slept = new ArrayList<>();

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void sleep(Duration span) {
    slept.add(span);
    now = now.plus(span);
  }

  synchronized void pass(Duration span) {
    now = now.plus(span);
  }

  synchronized List<Duration> slept() {
    return List.copyOf(slept);
  }
}
