package org.medley.jobs.polygenic.ancestry;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.jobs.genotype.SampleCalls;

/**
 * The calls of samples at markers that are not homozygous reference, each as one number: four times
 * the marker's number, and the copies of the alternate or {@link #MISSING}.
 */
final class MarkerCalls {
  /** Stands for the copies of a call that is not known. */
  static final int MISSING = 3;

  /** The calls of a sample, in ascending order. */
  static final String CALLS = "calls";

  private static final String MARKER = "marker";
  private static final int CODES = 4;

  private MarkerCalls() {}

  /** The number of the call's marker. */
  static int marker(int call) {
    return call / CODES;
  }

  /** Its copies, 1 or 2, or {@link #MISSING}. */
  static int copies(int call) {
    return call % CODES;
  }

  /** One row per sample: its name and its calls. Shuffles the genotypes of the markers. */
  static Dataset<Row> of(
      SparkSession spark, AncestryMarkers markers, Dataset<Row> genotypes, Dataset<Row> samples) {
    List<Row> numbered = new ArrayList<>();
    for (int i = 0; i < markers.size(); i++) {
      numbered.add(RowFactory.create(markers.ids().get(i), i));
    }
    Dataset<Row> numbers =
        spark.createDataFrame(
            numbered,
            new StructType()
                .add(Genotypes.VARIANT_ID, DataTypes.StringType, false)
                .add(MARKER, DataTypes.IntegerType, false));
    Column copies =
        when(col(Genotypes.DOSAGE).between(1, 2), col(Genotypes.DOSAGE)).otherwise(MISSING);
    Dataset<Row> calls =
        SampleCalls.numbered(
                genotypes.join(broadcast(numbers), new String[] {Genotypes.VARIANT_ID}))
            .groupBy(Samples.SAMPLE_NUMBER)
            .agg(sort_array(collect_list(col(MARKER).multiply(CODES).plus(copies))).as(CALLS));
    return samples
        .select(Samples.SAMPLE_ID, Samples.SAMPLE_NUMBER)
        .join(calls, new String[] {Samples.SAMPLE_NUMBER}, "left")
        .select(
            col(Samples.SAMPLE_ID),
            coalesce(
                    col(CALLS),
                    lit(new int[0]).cast(DataTypes.createArrayType(DataTypes.IntegerType)))
                .as(CALLS));
  }
}
