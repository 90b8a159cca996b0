package org.medley.jobs.step;

import java.util.List;
import org.apache.spark.sql.Row;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.content.Cohort;

/**
 * What a report takes from Table 1.
 *
 * @param tables the tables of the release
 * @param task the task
 */
record BaselineSource(PinnedQueries tables, String task) {
  private static final int MOST = 100;

  /** The covariates with the largest differences between members with and without the outcome. */
  List<Cohort.Difference> differences() {
    String query =
        """
        SELECT concat(description, IF(unit IS NULL, '', concat(', ', unit))), kind = 'binary',
               max(IF(`group` = '1', members, NULL)), max(IF(`group` = '1', known, NULL)),
               max(IF(`group` = '1', mean, NULL)), max(IF(`group` = '1', most_of_one, NULL)),
               max(IF(`group` = '0', members, NULL)), max(IF(`group` = '0', known, NULL)),
               max(IF(`group` = '0', mean, NULL)), max(IF(`group` = '0', most_of_one, NULL)),
               smd
        FROM feature.baseline
        WHERE task = '%s' AND grouping = 'label' AND smd IS NOT NULL
        GROUP BY covariate, code, unit, description, kind, smd
        ORDER BY smd DESC, covariate, code, unit
        LIMIT %d
        """
            .formatted(task, MOST);
    return tables.rows(query).collectAsList().stream().map(BaselineSource::difference).toList();
  }

  private static Cohort.Difference difference(Row row) {
    return new Cohort.Difference(
        row.getString(0), row.getBoolean(1), group(row, 2), group(row, 6), row.getDouble(10));
  }

  private static Cohort.Group group(Row row, int first) {
    return new Cohort.Group(
        row.getLong(first),
        row.getLong(first + 1),
        row.getDouble(first + 2),
        row.getLong(first + 3));
  }
}
