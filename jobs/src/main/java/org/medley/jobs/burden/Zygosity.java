package org.medley.jobs.burden;

/** How many copies of a gene must be hit. */
enum Zygosity {
  /** One copy is enough. */
  ANY,

  /**
   * Every copy that the sample has: two copies of one variant, the only copy of one where there is
   * but one, as on a man's X, or two variants on different strands. Where the strands of two
   * variants are not known, the answer is unknown.
   */
  BIALLELIC
}
