package org.medley.jobs.source.vcf;

import org.apache.spark.sql.SparkSession;
import org.medley.jobs.source.SourceFile;

/** The bases of an assembly, by place. */
public final class ReferenceBases {
  private final ReferenceSequence sequence;

  private ReferenceBases(ReferenceSequence sequence) {
    this.sequence = sequence;
  }

  /**
   * Those in a plain FASTA {@code file}, which is read once on the driver to find its contigs.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65 if it cannot be used
   */
  public static ReferenceBases of(SparkSession spark, SourceFile file) {
    return new ReferenceBases(FastaFile.of(spark, file));
  }

  /**
   * The base at a 1-based position: A, C, G or T; anything else where the assembly has none there.
   * Asking by place reads the file once.
   */
  public char base(String contig, int position) {
    return sequence.base(contig, position);
  }
}
