package org.medley.jobs.polygenic.score;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the lake holds of the genotypes of one source.
 *
 * @param variants under {@code clinical.variants}
 * @param genotypes under {@code clinical.genotypes}
 * @param blocks under {@code clinical.callable_blocks}
 * @param samples under {@code clinical.samples}
 */
public record LakeTables(
    Dataset<Row> variants, Dataset<Row> genotypes, Dataset<Row> blocks, Dataset<Row> samples) {}
