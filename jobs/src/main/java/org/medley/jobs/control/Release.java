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
 * @param report path of the report below the lake root
 * @param reportDigest SHA-256 of the report
 * @param gates result of each gate in words; refused tasks are named here
 */
public record Release(
    String releaseId,
    String asOf,
    String previous,
    List<Output> pins,
    Map<String, List<String>> files,
    String report,
    String reportDigest,
    List<String> gates) {
  /** The logical date. */
  public LocalDate date() {
    return LocalDate.parse(asOf);
  }
}
