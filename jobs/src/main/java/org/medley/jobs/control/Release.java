package org.medley.jobs.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.medley.jobs.lake.Output;

/**
 * One consistent state of everything published.
 *
 * @param releaseId identity
 * @param asOf logical date, ISO text
 * @param previous the release that was current before; empty: none
 * @param pins the slices of every table, with their versions
 * @param files live files of the published tables
 * @param reports SHA-256 of each report by its path below the lake root
 * @param refused tasks that a gate refused, whose last released rows stand
 */
public record Release(
    String releaseId,
    String asOf,
    String previous,
    List<Output> pins,
    Map<String, List<String>> files,
    Map<String, String> reports,
    List<String> refused) {
  /** The logical date. */
  public LocalDate date() {
    return LocalDate.parse(asOf);
  }

  /** Rows of {@code table} in all its slices. */
  public long rows(String table) {
    return pins.stream().filter(pin -> pin.table().equals(table)).mapToLong(Output::rows).sum();
  }
}
