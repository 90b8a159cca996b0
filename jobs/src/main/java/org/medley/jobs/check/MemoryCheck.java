package org.medley.jobs.check;

import java.util.List;
import org.medley.jobs.error.ExitCode;

/** The heap: enough for a night, and no more than the machine has. */
final class MemoryCheck implements Check {
  private static final long LEAST = 512L << 20;
  private static final long COMFORTABLE = 2L << 30;

  @Override
  public List<Finding> look(String name, Setup setup) {
    long heap = setup.host().heapBytes();
    long memory = setup.host().memoryBytes();
    String found = "heap %s of %s".formatted(Sizes.text(heap), Sizes.text(memory));
    if (heap < LEAST) {
      return List.of(
          Finding.fail(
              name,
              ExitCode.RESOURCE,
              found + " is not enough for Spark",
              "give at least 2 GiB: MEDLEY_HEAP=2g"));
    }
    if (heap > memory) {
      return List.of(
          Finding.warn(
              name,
              found + ": the system may kill a night that uses it all",
              "set MEDLEY_HEAP to at most three quarters of the memory"));
    }
    return List.of(
        heap < COMFORTABLE
            ? Finding.warn(
                name, found + " is little", "give 4 GiB if the machine has them: MEDLEY_HEAP=4g")
            : Finding.pass(name, found));
  }
}
