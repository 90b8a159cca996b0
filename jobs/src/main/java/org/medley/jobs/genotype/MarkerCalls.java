package org.medley.jobs.genotype;

/**
 * The calls of one sample at the markers of its source, as sets of markers ({@link MarkerBits}); at
 * all others it was called as homozygous reference.
 */
final class MarkerCalls {
  private final String sample;
  private final Long subject;
  private final long[] heterozygous;
  private final long[] homozygousAlt;
  private final long[] missing;

  /**
   * The calls of {@code sample}.
   *
   * @param subject whose it is; null: linked to nobody
   * @param heterozygous heterozygous calls
   * @param homozygousAlt calls of two copies
   * @param missing incomplete calls
   */
  MarkerCalls(
      String sample, Long subject, long[] heterozygous, long[] homozygousAlt, long[] missing) {
    this.sample = sample;
    this.subject = subject;
    this.heterozygous = heterozygous;
    this.homozygousAlt = homozygousAlt;
    this.missing = missing;
  }

  /** Its name. */
  String sample() {
    return sample;
  }

  /** Whose it is; null: linked to nobody. */
  Long subject() {
    return subject;
  }

  /**
   * What tells how related two samples are.
   *
   * @param sites markers at which both have a complete call
   * @param kinship the KING-robust coefficient between families; not finite: no site tells
   */
  record Comparison(int sites, double kinship) {}

  /**
   * Compares two samples. The coefficient is 1/2 - (4 o + d) / 4 m of o sites with opposite
   * homozygous calls, d with one heterozygous call, and m heterozygous calls of the sample that has
   * fewer (Manichaikul et al., Bioinformatics 2010;26:2867, equation 11).
   *
   * @param markers how many markers there are, numbered from 1
   */
  Comparison with(MarkerCalls other, int markers) {
    int unknown = 0;
    int first = 0;
    int second = 0;
    int both = 0;
    int opposite = 0;
    for (int i = 0; i < missing.length; i++) {
      long gap = missing[i] | other.missing[i];
      long known = ~gap;
      long one = heterozygous[i] & known;
      long two = other.heterozygous[i] & known;
      unknown += Long.bitCount(gap);
      first += Long.bitCount(one);
      second += Long.bitCount(two);
      both += Long.bitCount(one & two);
      long differing = (homozygousAlt[i] ^ other.homozygousAlt[i]) & known;
      opposite += Long.bitCount(differing & ~one & ~two);
    }
    int fewer = Math.min(first, second);
    double differing = 4.0 * opposite + first + second - 2 * both;
    return new Comparison(markers - unknown, 0.5 - differing / (4.0 * fewer));
  }
}
