package org.medley.jobs.pull.bulk;

import java.util.Map;

/**
 * What landed by one export.
 *
 * @param name its folder below the landing folder
 * @param purpose why it was asked for
 * @param files files in it
 * @param bytes their size
 * @param lines resources, deletions and outcomes in them
 * @param issues the server's issues, by severity
 */
public record Extract(
    String name, Purpose purpose, long files, long bytes, long lines, Map<Severity, Long> issues) {

  /** The extract of a finished export. */
  static Extract of(JobState state) {
    return new Extract(
        state.landing(),
        state.purpose(),
        state.done().size(),
        state.done().values().stream().mapToLong(DoneFile::bytes).sum(),
        state.done().values().stream().mapToLong(DoneFile::lines).sum(),
        Outcomes.sum(state.done().values()));
  }
}
