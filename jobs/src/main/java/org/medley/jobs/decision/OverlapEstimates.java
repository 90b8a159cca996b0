package org.medley.jobs.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.medley.jobs.contract.EffectEstimates;
import org.medley.models.effect.check.OverlapPlot;
import org.medley.models.effect.check.OverlapPlot.Bin;
import org.medley.models.statistics.Estimate;

/**
 * How preference scores are spread, as rows under {@link EffectEstimates}. Neighbouring ranges are
 * joined until none holds a few people.
 */
final class OverlapEstimates {
  private final Estimates rows;
  private final int minimum;

  /** A range of the score and the people of one arm in it. */
  record Range(double low, double high, double share, long people) {
    private Range joined(Range next) {
      return new Range(low, next.high, share + next.share, people + next.people);
    }

    private String words() {
      return String.format(Locale.ROOT, "%.2f-%.2f", low, high);
    }
  }

  /** Adds to {@code rows}; numbers of people of 1 to less than {@code minimum} are withheld. */
  OverlapEstimates(Estimates rows, int minimum) {
    this.rows = rows;
    this.minimum = minimum;
  }

  void add(OverlapPlot plot, String option) {
    side(EffectEstimates.OVERLAP, option, ranges(plot, Bin::arm, Bin::armRows));
    side(
        EffectEstimates.OVERLAP_REFERENCE,
        option,
        ranges(plot, Bin::reference, Bin::referenceRows));
    one(EffectEstimates.EQUIPOISE, option, "", plot.equipoise(), "preference score of 0.3 to 0.7");
    String bound = "preference score at the propensity below which nothing is recommended";
    one(EffectEstimates.OVERLAP_BOUND, option, EffectEstimates.LOWEST, plot.lowest(), bound);
    one(EffectEstimates.OVERLAP_BOUND, option, EffectEstimates.HIGHEST, plot.highest(), bound);
  }

  private void side(String quantity, String option, List<Range> ranges) {
    for (Range range : enough(ranges, minimum)) {
      Estimate share =
          Estimate.of(
              range.share(), "share with a preference score in the range (Walker et al 2013)");
      rows.add(quantity, option, range.words(), share, range.people());
    }
  }

  private void one(String quantity, String option, String group, double value, String method) {
    rows.add(quantity, option, group, Estimate.of(value, method), null);
  }

  private static List<Range> ranges(
      OverlapPlot plot, ToDoubleFunction<Bin> share, ToLongFunction<Bin> people) {
    return plot.bins().stream()
        .map(
            bin ->
                new Range(bin.low(), bin.high(), share.applyAsDouble(bin), people.applyAsLong(bin)))
        .toList();
  }

  /** Ranges joined with the next, the last with those before, until each has none or enough. */
  static List<Range> enough(List<Range> ranges, int minimum) {
    List<Range> kept = new ArrayList<>();
    Range open = null;
    for (Range range : ranges) {
      open = open == null ? range : open.joined(range);
      if (!few(open, minimum)) {
        kept.add(open);
        open = null;
      }
    }
    while (open != null && !kept.isEmpty()) {
      open = kept.remove(kept.size() - 1).joined(open);
      if (!few(open, minimum)) {
        kept.add(open);
        open = null;
      }
    }
    return kept;
  }

  private static boolean few(Range range, int minimum) {
    return range.people() > 0 && range.people() < minimum;
  }
}
