package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.report.content.Cohort;

/**
 * What a report takes from Table 1.
 *
 * @param tables the rows of a query on the tables of the release
 * @param task the task
 */
record BaselineSource(Function<String, Dataset<Row>> tables, String task) {
  private static final int MOST = 100;
  private static final int MOST_LINES = 40;
  private static final int MOST_GROUPS = 12;
  private static final int GROUPS = 5;

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
    return tables.apply(query).collectAsList().stream().map(BaselineSource::difference).toList();
  }

  /**
   * By arm, by year of the index time, and in what is missing by subgroup: the covariates with the
   * largest differences between two groups, one for each code. No more than {@value #MOST_LINES} of
   * each, and no grouping with a group of its own for most members.
   */
  List<Cohort.Comparison> comparisons() {
    String query =
        """
        WITH covariates AS (
          SELECT grouping, grouping IN ('arm', 'year') AS means,
                 concat(description, IF(unit IS NULL, '', concat(', ', unit))) AS words,
                 kind = 'binary' AS binary,
                 IF(grouping IN ('arm', 'year'), smd, max(missing) - min(missing)) AS difference,
                 sort_array(collect_list(
                   struct(`group`, members, known, mean, most_of_one))) AS groups,
                 covariate, code, unit
          FROM feature.baseline
          WHERE task = '%s' AND grouping NOT IN ('label', 'split')
          GROUP BY grouping, covariate, code, unit, description, kind, smd),
        largest AS (
          SELECT *, row_number() OVER (
              PARTITION BY grouping, coalesce(code, covariate)
              ORDER BY difference DESC, covariate, unit) AS of_code
          FROM covariates
          WHERE difference > 0 AND size(groups) BETWEEN 2 AND %d
            AND NOT exists(groups, each -> each.members = 0 OR means AND each.mean IS NULL)),
        ranked AS (
          SELECT *, row_number() OVER (
              PARTITION BY grouping ORDER BY difference DESC, covariate, code, unit) AS place
          FROM largest WHERE of_code = 1)
        SELECT grouping, means, words, binary, difference, groups FROM ranked
        WHERE place <= %d ORDER BY NOT means, grouping, place
        """
            .formatted(task, MOST_GROUPS, MOST_LINES);
    Map<String, List<Row>> groupings = new LinkedHashMap<>();
    for (Row row : tables.apply(query).collectAsList()) {
      groupings.computeIfAbsent(row.getString(0), name -> new ArrayList<>()).add(row);
    }
    return groupings.entrySet().stream()
        .map(entry -> comparison(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Cohort.Comparison comparison(String grouping, List<Row> rows) {
    Row first = rows.get(0);
    return new Cohort.Comparison(
        grouping,
        first.getBoolean(1) ? Cohort.Measure.MEAN : Cohort.Measure.MISSING,
        first.<Row>getList(GROUPS).stream().map(group -> group.getString(0)).toList(),
        rows.stream().map(BaselineSource::line).toList());
  }

  private static Cohort.Line line(Row row) {
    List<Cohort.Group> groups =
        row.<Row>getList(GROUPS).stream()
            .map(
                group ->
                    new Cohort.Group(
                        group.getLong(1),
                        group.getLong(2),
                        group.isNullAt(3) ? Double.NaN : group.getDouble(3),
                        group.getLong(4)))
            .toList();
    return new Cohort.Line(row.getString(2), row.getBoolean(3), groups, row.getDouble(4));
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
