package org.medley.features.covariate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.function.Call;

/** Turns facts and members into the rows that {@link CodeSummary} describes. */
final class CodeSummaries {
  private static final String FACTS = "facts";
  private static final String MEMBERS = "members";
  private static final String SUMMARIES = "summaries";

  private CodeSummaries() {}

  /**
   * Returns one row per member, domain, code and unit, for all windows at once, of what was known
   * to the member at its index time.
   *
   * <p>Facts and members are each shuffled once, by subject, which serves everything after. The
   * lists of index times are hashed and never broadcast, so that the plan is the same at any size.
   * Nothing depends on the order of the facts: {@link CodeHistory} sorts them.
   *
   * @param facts the fields of {@link KnownFact} with subject, domain and code
   * @param settings the windows, and what is asked of numbers
   */
  static Dataset<Row> summarise(
      Dataset<Row> facts, Dataset<Row> members, FeatureSettings settings) {
    Dataset<Row> perCode =
        facts
            .repartition(col(Events.SUBJECT_ID))
            .groupBy(col(Events.SUBJECT_ID), col(Events.DOMAIN), col(Events.CODE))
            .agg(collect_list(structOf(KnownFact.SCHEMA)).as(FACTS));
    Dataset<Row> perSubject =
        members
            .groupBy(col(Members.SUBJECT_ID))
            .agg(collect_list(structOf(CodeHistory.MEMBER)).as(MEMBERS))
            .hint("shuffle_hash");
    List<LookbackWindow> windows = settings.windows();
    Call history =
        new Call(
            new CodeHistory(windows, NumberTrends.isWanted(settings)),
            "at",
            DataTypes.createArrayType(CodeHistory.schema(windows), false));
    return perCode
        .join(perSubject, Members.SUBJECT_ID)
        .select(
            col(Events.SUBJECT_ID),
            col(Events.DOMAIN),
            col(Events.CODE),
            history.once(col(FACTS), col(MEMBERS)).as(SUMMARIES))
        .select(
            col(Events.SUBJECT_ID), col(Events.DOMAIN), col(Events.CODE), inline(col(SUMMARIES)));
  }

  private static Column structOf(StructType schema) {
    return struct(Arrays.stream(schema.fieldNames()).map(Column::new).toArray(Column[]::new));
  }
}
