package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Members.SUBJECT_ID;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A seeded sample of subjects with all samples of each, where there are too many for the driver.
 *
 * @param rows all of them, or those of the subjects drawn
 * @param note empty, or how the sample was taken
 */
record SubjectSample(Dataset<Row> rows, String note) {
  private static final long PARTS = 1_000_000;

  /** Of {@code rows}, which are {@code size}, about {@code most}. Triggers no action. */
  static SubjectSample of(Dataset<Row> rows, long size, long most, long seed) {
    if (size <= most) {
      return new SubjectSample(rows, "");
    }
    long parts = PARTS * most / size;
    return new SubjectSample(
        rows.where(pmod(xxhash64(lit(seed), col(SUBJECT_ID)), lit(PARTS)).lt(lit(parts))),
        String.format("; on a sample of %.4f of the subjects", parts / (double) PARTS));
  }
}
