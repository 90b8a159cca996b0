package org.medley.jobs.source.vcf;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.CallableBlocks;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.LineStates;

/** The table of reference blocks of a VCF source. */
final class CallableTable {
  private CallableTable() {}

  /**
   * One row per sample and block under {@code clinical.callable_blocks}; where several lines state
   * the same block, with the least depth and quality of them. Shuffles the blocks once.
   */
  static Dataset<Row> of(Dataset<Row> lines, Dataset<Row> samples, String source) {
    Dataset<Row> blocks =
        lines
            .filter(LineStates.accepted().and(col(VcfLines.BLOCK_END).isNotNull()))
            .select(
                col(Variants.CONTIG).as(CallableBlocks.CONTIG),
                col(Variants.POSITION).as(CallableBlocks.START),
                col(VcfLines.BLOCK_END).as(CallableBlocks.END),
                inline(
                    arrays_zip(
                        col(VcfLines.BLOCK_SAMPLES),
                        col(VcfLines.BLOCK_DEPTHS),
                        col(VcfLines.BLOCK_QUALITIES))));
    return CallableBlocks.TABLE.conform(
        blocks
            .groupBy(
                CallableBlocks.CONTIG,
                CallableBlocks.START,
                CallableBlocks.END,
                VcfLines.BLOCK_SAMPLES)
            .agg(
                min(VcfTables.whole(col(VcfLines.BLOCK_DEPTHS))).as(CallableBlocks.MIN_DEPTH),
                min(VcfTables.whole(col(VcfLines.BLOCK_QUALITIES))).as(CallableBlocks.MIN_QUALITY))
            .join(
                broadcast(samples), col(VcfLines.BLOCK_SAMPLES).equalTo(col(Samples.SAMPLE_NUMBER)))
            .select(
                lit(source).as(CallableBlocks.SOURCE),
                col(Samples.SAMPLE_ID).as(CallableBlocks.SAMPLE_ID),
                col(CallableBlocks.CONTIG),
                col(CallableBlocks.START),
                col(CallableBlocks.END),
                col(CallableBlocks.MIN_DEPTH),
                col(CallableBlocks.MIN_QUALITY)));
  }
}
