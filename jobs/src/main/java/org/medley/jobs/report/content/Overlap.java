package org.medley.jobs.report.content;

import java.util.List;

/**
 * How preference scores (Walker et al 2013) of an option's people and of the reference's are
 * spread. No range holds a few people.
 *
 * @param option in words
 * @param reference in words
 * @param own ranges of the option's people, in order
 * @param other ranges of the reference's people, in order
 * @param equipoise share of both within the band
 * @param wanted share that the design must have
 * @param band where either was a real choice
 * @param supported outside of it an option is less likely than {@code bound}
 * @param bound propensity below which nothing is recommended
 */
public record Overlap(
    String option,
    String reference,
    List<Range> own,
    List<Range> other,
    double equipoise,
    double wanted,
    Span band,
    Span supported,
    double bound) {
  /** From one score to another. */
  public record Span(double low, double high) {}

  /** People with a score in a span, and their share of all with this option. */
  public record Range(Span span, double share, long people) {
    /** Share per unit of the score. */
    public double density() {
      return share / (span.high() - span.low());
    }
  }
}
