package org.medley.jobs.step;

import java.util.List;
import org.apache.spark.sql.Row;
import org.medley.features.contract.LeakAudit;
import org.medley.jobs.audit.LeakWords;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.content.Audit;

/**
 * What a report takes from the leak audit and from what the matrix left out.
 *
 * @param tables the tables of the release
 * @param task the task
 * @param words tell a finding
 */
record AuditSource(PinnedQueries tables, String task, LeakWords words) {
  private static final int MOST = 25;

  Audit audit() {
    return new Audit(findings(), counts(), leftOut());
  }

  private List<Audit.Finding> findings() {
    String query =
        """
        SELECT * FROM feature.leak_audit
        WHERE task = '%s' AND verdict IN ('leak', 'allowed', 'warning')
        ORDER BY CASE verdict WHEN 'leak' THEN 0 WHEN 'allowed' THEN 1 ELSE 2 END,
                 basis LIKE 'share of its events%%', check, value DESC, covariate, code, unit
        LIMIT %d
        """
            .formatted(task, MOST);
    return tables.rows(query).collectAsList().stream().map(this::finding).toList();
  }

  private Audit.Finding finding(Row row) {
    return new Audit.Finding(
        row.getAs(LeakAudit.VERDICT), row.getAs(LeakAudit.DESCRIPTION), words.of(row));
  }

  private List<Audit.Count> counts() {
    String query =
        """
        SELECT check, verdict, count(*) FROM feature.leak_audit WHERE task = '%s'
        GROUP BY check, verdict ORDER BY check, verdict
        """
            .formatted(task);
    return tables.rows(query).collectAsList().stream()
        .map(row -> new Audit.Count(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }

  private List<Audit.LeftOut> leftOut() {
    String query =
        """
        SELECT family, rule, count(*) FROM feature.left_out WHERE task = '%s'
        GROUP BY family, rule ORDER BY family, rule
        """
            .formatted(task);
    return tables.rows(query).collectAsList().stream()
        .map(row -> new Audit.LeftOut(row.getString(0), row.getString(1), row.getLong(2)))
        .toList();
  }
}
