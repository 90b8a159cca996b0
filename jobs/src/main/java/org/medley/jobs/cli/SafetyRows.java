package org.medley.jobs.cli;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.RuleHits;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.person.PersonOptions;

/** What safety rules say of some people, of a release. */
final class SafetyRows {
  private SafetyRows() {}

  /** Rows under {@code published.rule_hits}: those that fired first, vetoes before cautions. */
  static List<Row> of(PinnedQueries tables, Object[] ids) {
    return tables
        .table(RuleHits.PUBLISHED.name())
        .where(col(RuleHits.SUBJECT_ID).isin(ids))
        .orderBy(
            col(RuleHits.SUBJECT_ID),
            col(RuleHits.STATE),
            col(RuleHits.SEVERITY).desc(),
            col(RuleHits.RULE_ID))
        .collectAsList();
  }

  static PersonOptions.Hit hit(Row row) {
    Timestamp time = row.getAs(RuleHits.FACT_TIME);
    return new PersonOptions.Hit(
        row.getAs(RuleHits.SEVERITY),
        row.getAs(RuleHits.STATE),
        row.getAs(RuleHits.MESSAGE),
        row.getAs(RuleHits.FACTS),
        time == null ? "none" : time.toInstant().toString().substring(0, 10),
        row.getAs(RuleHits.RULE_SOURCE) + ", " + row.getAs(RuleHits.RULE_VERSION));
  }
}
