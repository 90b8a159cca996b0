package org.medley.jobs.source.vcf;

import java.io.Serializable;

/**
 * Where the bases of one contig stand in a FASTA file, as in a faidx index.
 *
 * @param offset byte of its first base
 * @param length how many bases it has
 * @param lineBases bases of each of its lines but the last
 * @param lineBytes bytes of each of its lines but the last, with the line end
 */
record FastaContig(long offset, long length, int lineBases, int lineBytes) implements Serializable {
  /** The byte that holds the base at a 0-based place. */
  long byteOf(long place) {
    return offset + place / lineBases * lineBytes + place % lineBases;
  }
}
