package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.contract.TreatmentOptions;

/** How many safety rules speak against each option of a person, and in which words. */
final class SafetyCounts {
  private static final String VETO = "veto";

  private SafetyCounts() {}

  /**
   * One row per person and option of which a rule says something. One shuffle.
   *
   * @param hits under {@code model.rule_hits}
   */
  static Dataset<Row> of(Dataset<Row> hits) {
    Column fired = col(RuleHits.STATE).equalTo(RuleHits.FIRED);
    Column vetoes = fired.and(col(RuleHits.SEVERITY).equalTo(VETO));
    Column cautions = fired.and(col(RuleHits.SEVERITY).notEqual(VETO));
    Column unknown = col(RuleHits.STATE).equalTo(RuleHits.NOT_ASSESSABLE);
    return hits.groupBy(RuleHits.SUBJECT_ID, RuleHits.INDEX_TIME, RuleHits.OPTION)
        .agg(
            number(vetoes).as(TreatmentOptions.VETOES),
            words(vetoes).as(TreatmentOptions.VETO_WORDS),
            number(cautions).as(TreatmentOptions.CAUTIONS),
            words(cautions).as(TreatmentOptions.CAUTION_WORDS),
            number(unknown).as(TreatmentOptions.NOT_ASSESSABLE));
  }

  private static Column number(Column holds) {
    return sum(when(holds, 1).otherwise(0)).cast("int");
  }

  /** The texts with their facts, in alphabetical order; null: none. */
  private static Column words(Column holds) {
    Column said = concat(col(RuleHits.MESSAGE), lit(" ("), col(RuleHits.FACTS), lit(")"));
    Column all = array_sort(array_distinct(collect_list(when(holds, said))));
    Column joined = array_join(all, "; ");
    return when(joined.notEqual(""), joined);
  }
}
