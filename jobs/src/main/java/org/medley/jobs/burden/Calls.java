package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_count;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Genotypes;

/** The calls that count. */
final class Calls {
  /** Copies of the alternate that were called, those of incomplete calls included. */
  static final String COPIES = "called_copies";

  /** Whether the call is not complete. */
  static final String INCOMPLETE = "incomplete";

  private Calls() {}

  /** {@code genotypes} that hold a copy of their alternate, or may hold one. */
  static Dataset<Row> of(Dataset<Row> genotypes) {
    Column copies = regexp_count(col(Genotypes.GENOTYPE), lit("1"));
    return genotypes
        .withColumn(COPIES, copies)
        .withColumn(INCOMPLETE, col(Genotypes.DOSAGE).isNull())
        .where(col(COPIES).gt(0).or(col(INCOMPLETE)));
  }
}
