package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;

import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.GeneBurden;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;

/**
 * Rare variants by gene: copies under {@code BURDEN//mask:gene}, where there are any, and variants
 * without a complete call, which may hide copies, under {@code BURDEN//mask:gene:missing}, where
 * there are any. {@code BURDEN//assessed} is 1 for each sample of a source that was counted, so
 * that no fact of a gene can be told from nobody having looked.
 */
final class BurdenFacts implements GenomicFacts {
  private static final String CODE = "BURDEN//";
  private static final String KIND = "GeneBurden";
  private static final String ASSESSED = "assessed";

  @Override
  public Dataset<Row> of(Function<TableContract, Dataset<Row>> tables) {
    Dataset<Row> counts = tables.apply(GeneBurden.TABLE);
    Column gene = concat_ws(":", col(GeneBurden.MASK), col(GeneBurden.GENE));
    return facts(counts, gene, GeneBurden.COPIES)
        .unionByName(facts(counts, concat(gene, lit(":missing")), GeneBurden.MISSING))
        .unionByName(
            tables
                .apply(Samples.TABLE)
                .join(
                    broadcast(counts.select(GeneBurden.SOURCE).distinct()),
                    new String[] {GeneBurden.SOURCE},
                    "left_semi")
                .select(fact(col(Samples.SAMPLE_ID), lit(ASSESSED), lit(1))));
  }

  private static Dataset<Row> facts(Dataset<Row> counts, Column part, String count) {
    return counts.where(col(count).gt(0)).select(fact(col(GeneBurden.SAMPLE_ID), part, col(count)));
  }

  private static Column[] fact(Column sample, Column part, Column number) {
    return new Column[] {
      sample.as(FactColumns.SAMPLE_ID),
      concat(lit(CODE), part).as(FactColumns.CODE),
      number.cast("double").as(FactColumns.NUMERIC_VALUE),
      lit(KIND).as(FactColumns.SOURCE_TYPE),
      part.as(FactColumns.SOURCE_PART)
    };
  }
}
