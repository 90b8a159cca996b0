package org.medley.jobs.check;

import java.nio.file.Path;
import java.time.Instant;

/** A machine as a test wants it. */
record FakeHost(int javaVersion, long heapBytes, long memoryBytes, long free, Instant instant)
    implements Host {
  private static final long GIB = 1L << 30;

  /** One with which nothing is wrong. */
  static final FakeHost SOUND =
      new FakeHost(17, 4 * GIB, 16 * GIB, 100 * GIB, Instant.parse("2026-06-01T02:00:00Z"));

  @Override
  public long freeBytes(Path folder) {
    return free;
  }

  FakeHost java(int version) {
    return new FakeHost(version, heapBytes, memoryBytes, free, instant);
  }

  FakeHost heap(long bytes) {
    return new FakeHost(javaVersion, bytes, memoryBytes, free, instant);
  }

  FakeHost room(long bytes) {
    return new FakeHost(javaVersion, heapBytes, memoryBytes, bytes, instant);
  }

  FakeHost at(String text) {
    return new FakeHost(javaVersion, heapBytes, memoryBytes, free, Instant.parse(text));
  }
}
