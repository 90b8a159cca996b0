package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.source.RejectedLine;

/** Calls of other tools, all of a sample and gene in one. */
final class OutsideRows {
  static final String GIVEN = "given";

  private OutsideRows() {}

  /** One row for each sample and gene of {@code outside}, see {@link CohortRows}. */
  static Dataset<Row> calls(Dataset<Row> outside, Caller caller) {
    Broadcast<Caller> shared =
        JavaSparkContext.fromSparkContext(outside.sparkSession().sparkContext()).broadcast(caller);
    return given(outside)
        .map(
            (MapFunction<Row, Row>) row -> call(row, shared.value()),
            Encoders.row(CallRows.schema(CohortRows.SAMPLE_ID, CohortRows.GENE)));
  }

  /** One row for each sample and gene with what is given of it. */
  static Dataset<Row> given(Dataset<Row> outside) {
    return outside
        .groupBy(CohortRows.SAMPLE_ID, CohortRows.GENE)
        .agg(
            array_sort(
                    collect_list(
                        struct(
                            col(CohortRows.DIPLOTYPE),
                            col(CohortRows.PHENOTYPE),
                            col(CohortRows.ACTIVITY_SCORE))))
                .as(GIVEN));
  }

  private static Row call(Row row, Caller caller) {
    String gene = row.getString(1);
    return CallRows.row(row.getString(0), gene, call(gene, row.getList(2), caller));
  }

  /**
   * What {@code given} says of {@code gene}: rows of diplotype, phenotype and activity score. Where
   * one of them cannot be used the gene is not called.
   */
  static GeneCall call(String gene, List<Row> given, Caller caller) {
    List<OutsideCall> calls = new ArrayList<>();
    for (Row one : given) {
      try {
        calls.add(OutsideCall.of(null, gene, one.getString(0), one.getString(1), one.getString(2)));
      } catch (RejectedLine e) {
        return caller.withoutCall(gene, "a call of another tool cannot be used: " + e.getMessage());
      }
    }
    return caller.outside(gene, calls);
  }
}
