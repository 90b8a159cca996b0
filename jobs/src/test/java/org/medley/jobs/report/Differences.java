package org.medley.jobs.report;

import org.medley.jobs.report.content.Cohort;

/** Rows of a Table 1 for the tests of reports. */
final class Differences {
  private Differences() {}

  static Cohort.Difference of(String words, boolean binary, double smd) {
    return new Cohort.Difference(
        words,
        binary,
        new Cohort.Group(308, 211, binary ? 0.685 : 4.2, 1),
        new Cohort.Group(1_188, 640, binary ? 0.539 : 2.1, 1),
        smd);
  }
}
