package org.medley.jobs.report;

import java.util.List;
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

  /** Of two arms in means, and of the sexes in what is missing. */
  static List<Cohort.Comparison> comparisons(String words) {
    return List.of(
        new Cohort.Comparison(
            "arm",
            Cohort.Measure.MEAN,
            List.of("metformin", words),
            List.of(
                new Cohort.Line(
                    words,
                    true,
                    List.of(
                        new Cohort.Group(500, 211, 0.422, 1), new Cohort.Group(400, 100, 0.25, 1)),
                    0.37))),
        new Cohort.Comparison(
            "sex",
            Cohort.Measure.MISSING,
            List.of("female", "male"),
            List.of(
                new Cohort.Line(
                    words,
                    false,
                    List.of(new Cohort.Group(500, 400, 7.1, 1), new Cohort.Group(400, 240, 7.2, 1)),
                    0.2))));
  }
}
