package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.posexplode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;

/**
 * Calls one by one, from rows of {@code clinical.genotypes} that stand for many samples each. Join
 * and filter by variant first: what is left is multiplied here.
 */
public final class SampleCalls {
  /** PS of the call; null: not stated. */
  public static final String PHASE_SET = "phase_set";

  /** GQ of the call; null: not stated. */
  public static final String QUALITY = "quality";

  private static final String PLACE = "place";

  private SampleCalls() {}

  /**
   * One row per sample, with the columns of {@code genotypes}, where {@code sample_number}, {@link
   * #PHASE_SET} and {@link #QUALITY} stand for the arrays. Without a shuffle.
   */
  public static Dataset<Row> numbered(Dataset<Row> genotypes) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(genotypes.columns()).map(genotypes::col).forEach(columns::add);
    columns.add(
        posexplode(col(Genotypes.SAMPLE_NUMBERS)).as(new String[] {PLACE, Samples.SAMPLE_NUMBER}));
    return genotypes
        .select(columns.toArray(Column[]::new))
        .withColumn(PHASE_SET, get(col(Genotypes.PHASE_SETS), col(PLACE)))
        .withColumn(QUALITY, get(col(Genotypes.QUALITIES), col(PLACE)))
        .drop(PLACE, Genotypes.SAMPLE_NUMBERS, Genotypes.PHASE_SETS, Genotypes.QUALITIES);
  }

  /**
   * As {@link #numbered}, with the name of each sample instead of its number. Broadcasts the names.
   *
   * @param samples under {@code clinical.samples}, of the sources of {@code genotypes}
   */
  public static Dataset<Row> named(Dataset<Row> genotypes, Dataset<Row> samples) {
    return numbered(genotypes)
        .join(
            broadcast(samples.select(Samples.SOURCE, Samples.SAMPLE_NUMBER, Samples.SAMPLE_ID)),
            new String[] {Samples.SOURCE, Samples.SAMPLE_NUMBER})
        .drop(Samples.SAMPLE_NUMBER);
  }
}
