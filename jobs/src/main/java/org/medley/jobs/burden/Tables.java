package org.medley.jobs.burden;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the files of one source say.
 *
 * @param variants {@code clinical.variants}
 * @param annotations {@code clinical.variant_annotations}
 * @param genotypes {@code clinical.genotypes}
 * @param blocks {@code clinical.callable_blocks}
 * @param samples {@code clinical.samples}
 */
public record Tables(
    Dataset<Row> variants,
    Dataset<Row> annotations,
    Dataset<Row> genotypes,
    Dataset<Row> blocks,
    Dataset<Row> samples) {}
