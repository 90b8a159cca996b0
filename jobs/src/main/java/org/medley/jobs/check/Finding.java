package org.medley.jobs.check;

import java.util.List;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * One thing that a check found.
 *
 * @param check the check, a name of {@link Checks}
 * @param state how bad it is
 * @param finding what was found, with its figures
 * @param fix what to do about it; empty where there is nothing to do
 * @param exitCode how tonight would end because of it; {@code DONE} unless it is a failure
 */
public record Finding(String check, State state, String finding, String fix, ExitCode exitCode) {
  /** What a retry does not cure comes first. */
  private static final List<ExitCode> WORST_FIRST =
      List.of(
          ExitCode.CONFIGURATION,
          ExitCode.PERMISSION,
          ExitCode.UNSUPPORTED,
          ExitCode.DATA_REJECTED,
          ExitCode.CANNOT_WRITE,
          ExitCode.RESOURCE,
          ExitCode.INPUT_OUTPUT,
          ExitCode.INPUT_MISSING);

  /** How bad a finding is. */
  public enum State {
    PASS,
    WARN,
    FAIL
  }

  /** All is well. */
  static Finding pass(String check, String finding) {
    return new Finding(check, State.PASS, finding, "", ExitCode.DONE);
  }

  /** Tonight may end well in spite of it. */
  static Finding warn(String check, String finding, String fix) {
    return new Finding(check, State.WARN, finding, fix, ExitCode.DONE);
  }

  /** Tonight ends with {@code exitCode}. */
  static Finding fail(String check, ExitCode exitCode, String finding, String fix) {
    return new Finding(check, State.FAIL, finding, fix, exitCode);
  }

  /** Tonight ends with {@code problem}. */
  static Finding fail(String check, MedleyException problem) {
    return fail(check, problem.exitCode(), problem.getMessage(), problem.remedy());
  }

  /** The exit code of the worst failure among {@code findings}; {@code DONE} if there is none. */
  public static ExitCode worst(List<Finding> findings) {
    List<ExitCode> failures =
        findings.stream()
            .filter(finding -> finding.state() == State.FAIL)
            .map(Finding::exitCode)
            .toList();
    return WORST_FIRST.stream()
        .filter(failures::contains)
        .findFirst()
        .orElse(failures.isEmpty() ? ExitCode.DONE : failures.get(0));
  }
}
