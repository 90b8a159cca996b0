package org.medley.jobs.genome;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Carriers;
import org.medley.features.contract.TableContract;

/**
 * The carrier list: under {@code CARRIER//item} 1 for carriers and 0 for others. Of whom it is
 * unknown there is no fact.
 */
final class CarrierFacts implements GenomicFacts {
  @Override
  public Dataset<Row> of(Function<TableContract, Dataset<Row>> tables) {
    return tables
        .apply(Carriers.TABLE)
        .where(not(col(Carriers.STATUS).equalTo(Carriers.UNKNOWN)))
        .select(
            col(Carriers.SAMPLE_ID).as(FactColumns.SAMPLE_ID),
            concat(lit("CARRIER//"), col(Carriers.ITEM)).as(FactColumns.CODE),
            when(col(Carriers.STATUS).equalTo(Carriers.CARRIER), 1d)
                .otherwise(0d)
                .as(FactColumns.NUMERIC_VALUE),
            col(Carriers.STATUS).as(FactColumns.TEXT_VALUE),
            lit("Carrier").as(FactColumns.SOURCE_TYPE),
            col(Carriers.ITEM).as(FactColumns.SOURCE_PART));
  }
}
