package org.medley.jobs.polygenic.score;

import org.medley.jobs.source.vcf.Call;

/**
 * What the calls of a sample say of its having a Y, as bits that are joined by <em>or</em>: where
 * its sex is not stated, a missing call on Y is only filled in if it has one.
 */
final class Evidence {
  private static final int LONE_X = 1;
  private static final int HETEROZYGOUS_X = 2;
  private static final int CALLED_Y = 4;

  private Evidence() {}

  /** What one call says. */
  static int of(Chromosome chromosome, Observation observation) {
    Call call = observation.call();
    if (!observation.known()) {
      return 0;
    }
    return switch (chromosome) {
      case X -> call.known() == 1 ? LONE_X : call.isHeterozygous() ? HETEROZYGOUS_X : 0;
      case Y -> CALLED_Y;
      default -> 0;
    };
  }

  /**
   * Whether the sample has a Y: it has lone alleles on X, or no two different ones and calls on Y.
   */
  static boolean ofY(int bits) {
    return (bits & LONE_X) != 0 || (bits & (HETEROZYGOUS_X | CALLED_Y)) == CALLED_Y;
  }
}
