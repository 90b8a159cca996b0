package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;

/** Calls of the tests as {@code clinical.genotypes} holds them. */
public final class PackedCalls {
  /** A call that is not homozygous reference. */
  public static final StructType CALL =
      new StructType()
          .add(Samples.SAMPLE_ID, DataTypes.StringType)
          .add(Genotypes.VARIANT_ID, DataTypes.StringType)
          .add(Genotypes.DOSAGE, DataTypes.IntegerType)
          .add(Genotypes.PLOIDY, DataTypes.IntegerType);

  private PackedCalls() {}

  /**
   * All {@code calls}, rows of {@link #CALL}; the columns that they lack hold what a test does not
   * look at.
   */
  public static Dataset<Row> of(Dataset<Row> calls, Dataset<Row> samples) {
    return calls
        .join(samples, Samples.SAMPLE_ID)
        .groupBy(Genotypes.SOURCE, Genotypes.VARIANT_ID, Genotypes.DOSAGE, Genotypes.PLOIDY)
        .agg(array_sort(collect_list(col(Samples.SAMPLE_NUMBER))).as(Genotypes.SAMPLE_NUMBERS))
        .withColumn(Genotypes.GENOTYPE, lit("-"))
        .withColumn(Genotypes.PHASED, lit(false))
        .withColumn(Genotypes.PHASE_SETS, lit(new String[0]))
        .withColumn(Genotypes.QUALITIES, lit(new int[0]));
  }
}
