package org.medley.jobs.source.vcf;

/** No assembly is at hand: variants stay as the files state them. */
enum AsStated implements ReferenceSequence {
  /** Every variant as it is stated. */
  VARIANTS;

  @Override
  public char base(String contig, int position) {
    return NOWHERE;
  }

  @Override
  public void check(String contig, int position, String bases) {
    // Nothing contradicts.
  }

  @Override
  public Variant normalise(Variant variant) {
    return variant;
  }
}
