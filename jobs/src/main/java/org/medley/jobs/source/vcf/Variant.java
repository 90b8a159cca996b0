package org.medley.jobs.source.vcf;

/**
 * One alternate of a site.
 *
 * @param contig plain name of the contig
 * @param position 1-based position of the first base of {@code reference}
 * @param reference bases of the reference, in upper case
 * @param alternate bases in upper case, or a symbolic allele, a breakend or {@code *}
 */
record Variant(String contig, int position, String reference, String alternate) {
  /** The key of the variant: contig, position, reference and alternate, parted by colons. */
  String id() {
    return String.join(":", contig, Integer.toString(position), reference, alternate);
  }
}
