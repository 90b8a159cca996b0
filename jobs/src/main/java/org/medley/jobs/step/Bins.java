package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.report.content.Scores;

/** Bins of a histogram. */
final class Bins {
  private static final double TOLERANCE = 1e-9;

  private Bins() {}

  /** The bins, ascending, with empty ones put in where two do not touch. */
  static List<Scores.Bin> touching(List<Scores.Bin> bins) {
    List<Scores.Bin> all = new ArrayList<>();
    for (Scores.Bin bin : bins) {
      if (!all.isEmpty()) {
        double width = bin.to() - bin.from();
        double from = all.get(all.size() - 1).to();
        while (bin.from() - from > TOLERANCE) {
          all.add(new Scores.Bin(from, from + width, 0));
          from += width;
        }
      }
      all.add(bin);
    }
    return all;
  }
}
