package org.medley.jobs.polygenic.weight;

import java.io.Serializable;

/**
 * The variant of a weight.
 *
 * @param contig name as {@link org.medley.jobs.source.vcf.Contigs#human} has it; null: known by id
 * @param position first base of the alleles, from 1; 0 where the contig is null
 * @param id as VCF files name it; null where none is stated
 * @param effectAllele the allele whose copies count, in upper case
 * @param otherAllele in upper case; null where none, or not a single one, is stated
 */
public record Variant(
    String contig, int position, String id, String effectAllele, String otherAllele)
    implements Serializable {

  /** Whether the variant is found by its position, and not by its id. */
  public boolean isPlaced() {
    return contig != null;
  }
}
