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
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.source.RejectedLine;

/** Calls of other tools, all of a sample and gene in one. */
final class OutsideRows {
  private static final String GIVEN = "given";

  private OutsideRows() {}

  /** One row for each sample and gene of {@code outside}, see {@link CohortRows}. */
  static Dataset<Row> calls(Dataset<Row> outside, Caller caller) {
    Broadcast<Caller> shared =
        JavaSparkContext.fromSparkContext(outside.sparkSession().sparkContext()).broadcast(caller);
    return outside
        .groupBy(CohortRows.SAMPLE_ID, CohortRows.GENE)
        .agg(
            array_sort(
                    collect_list(
                        struct(
                            col(CohortRows.DIPLOTYPE),
                            col(CohortRows.PHENOTYPE),
                            col(CohortRows.ACTIVITY_SCORE))))
                .as(GIVEN))
        .map(
            (MapFunction<Row, Row>) row -> call(row, shared.value()),
            Encoders.row(CallRows.schema(CohortRows.SAMPLE_ID, CohortRows.GENE)));
  }

  private static Row call(Row row, Caller caller) {
    String sample = row.getString(0);
    String gene = row.getString(1);
    List<OutsideCall> calls = new ArrayList<>();
    for (Row given : row.<Row>getList(2)) {
      calls.add(call(sample, gene, given));
    }
    return CallRows.row(sample, gene, caller.outside(gene, calls));
  }

  private static OutsideCall call(String sample, String gene, Row given) {
    try {
      return OutsideCall.of(
          sample, gene, given.getString(0), given.getString(1), given.getString(2));
    } catch (RejectedLine e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "an outside call of %s cannot be used: %s".formatted(gene, e.getMessage()),
          "mend the table of outside calls",
          e);
    }
  }
}
