package org.medley.jobs.genome;

import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;

/** One kind of fact about samples that becomes events: the extension point of this package. */
public interface GenomicFacts {
  /**
   * One row per sample and fact, with the columns of {@link FactColumns}; those that are always
   * null may be left out.
   *
   * @param tables gives the slice of one source of a table; empty where no step wrote it
   */
  Dataset<Row> of(Function<TableContract, Dataset<Row>> tables);
}
