package org.medley.jobs.error;

import java.util.Arrays;

/**
 * How a command ends. Schedulers read the number, so a number once published keeps its meaning; the
 * numbers up to 78 follow BSD {@code sysexits.h}.
 */
public enum ExitCode {
  DONE(0, "done, or nothing to do", false),
  USAGE(64, "the command line is wrong", false),
  DATA_REJECTED(65, "the data were rejected", false),
  INPUT_MISSING(66, "an input is not there yet", true),
  UNSUPPORTED(69, "a dependency or protocol is not supported", false),
  INTERNAL(70, "an internal error", false),
  RESOURCE(71, "the operating system refused a resource", true),
  CANNOT_WRITE(73, "the lake cannot be written", false),
  INPUT_OUTPUT(74, "reading or writing failed", true),
  LEASE_HELD(75, "another run holds the lease", true),
  FENCED(76, "another run took over", false),
  PERMISSION(77, "permission or policy forbids it", false),
  CONFIGURATION(78, "the configuration is wrong", false),
  GATE_REFUSED(80, "a gate refused; the old release stands", false),
  INTERRUPTED(130, "interrupted, resumable", true),
  TERMINATED(143, "terminated, resumable", true);

  private final int number;
  private final String meaning;
  private final boolean retry;

  ExitCode(int number, String meaning, boolean retry) {
    this.number = number;
    this.meaning = meaning;
    this.retry = retry;
  }

  /**
   * The code of that number.
   *
   * @throws IllegalArgumentException if no code has it
   */
  public static ExitCode of(int number) {
    return Arrays.stream(values())
        .filter(code -> code.number == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no exit code is " + number));
  }

  /** The process exit status. */
  public int number() {
    return number;
  }

  /** What it means, in words. */
  public String meaning() {
    return meaning;
  }

  /** Whether a scheduler does well to try again unchanged. */
  public boolean retry() {
    return retry;
  }
}
