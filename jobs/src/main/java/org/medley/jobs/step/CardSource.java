package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Members;
import org.medley.jobs.card.CardData;
import org.medley.jobs.card.CardData.Family;
import org.medley.jobs.card.CardData.People;
import org.medley.jobs.card.CardData.Period;
import org.medley.jobs.card.PeopleShown;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.report.content.SmallCells;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;

/**
 * Gathers what a model card says beyond the report, from the tables of a release. Every query
 * aggregates.
 *
 * @param tables the tables of the release
 * @param site the site
 * @param task the task
 */
record CardSource(PinnedQueries tables, Site site, TaskSettings task) {
  private static final String ROW_COUNT = "people";

  /** What the card is made from; {@code report} may be shown to anyone. */
  CardData read(ReportData report) {
    return new CardData(
        report,
        task,
        periods(),
        predictors(),
        demographics(),
        people(),
        versions(),
        site.retrainDays());
  }

  private List<Period> periods() {
    return rows(
        """
        SELECT split, min(index_time), max(index_time), max(target_end) FROM cohort.members
        WHERE task = :task AND purpose = 'train' AND split IN ('train', 'test')
        GROUP BY split ORDER BY split DESC
        """,
        row -> new Period(row.getString(0), day(row, 1), day(row, 2), day(row, 3)));
  }

  private LocalDate day(Row row, int at) {
    return row.isNullAt(at)
        ? null
        : row.getTimestamp(at).toInstant().atZone(site.zone()).toLocalDate();
  }

  private List<Family> predictors() {
    return rows(
        """
        SELECT family, count(*), count_if(absent = 'missing'),
               coalesce(avg(IF(absent = 'missing', prevalence, NULL)), 0)
        FROM feature.reference WHERE task = :task GROUP BY family ORDER BY family
        """,
        row -> new Family(row.getString(0), row.getLong(1), row.getLong(2), row.getDouble(3)));
  }

  private List<String> demographics() {
    return rows(
        """
        SELECT description FROM feature.reference
        WHERE task = :task AND family = 'demographics' ORDER BY description
        """,
        row -> row.getString(0));
  }

  private long versions() {
    return rows("SELECT count(*) FROM model.models WHERE task = :task", row -> row.getLong(0))
        .get(0);
  }

  private List<People> people() {
    Dataset<Row> members =
        Subgroups.add(
            tables
                .table("cohort.members")
                .where(
                    col(Members.TASK)
                        .equalTo(task.name())
                        .and(col(Members.PURPOSE).equalTo("train"))
                        .and(col(Members.SPLIT).isin("train", "test"))),
            tables.table("clinical.subjects"),
            Subgroups.cards());
    String stacked =
        "stack(%d, %s) AS (grouping, `group`)"
            .formatted(
                Subgroups.cards().size(),
                String.join(
                    ", ",
                    Subgroups.cards().stream()
                        .map(name -> "'" + name + "', `" + name + "`")
                        .toList()));
    List<Row> counts =
        members
            .select(col(Members.SUBJECT_ID), col(Members.SPLIT), expr(stacked))
            .groupBy(Members.SPLIT, "grouping", "group")
            .agg(count_distinct(col(Members.SUBJECT_ID)).as(ROW_COUNT))
            .orderBy(col(Members.SPLIT).desc(), col("grouping"), col("group"))
            .collectAsList();
    return shown(counts);
  }

  private List<People> shown(List<Row> counts) {
    return PeopleShown.of(
        counts.stream()
            .map(
                row ->
                    new PeopleShown.Count(
                        row.getString(0), row.getString(1), row.getString(2), row.getLong(3)))
            .toList(),
        new SmallCells(site.minimumCell()));
  }

  /** Names of tasks hold letters, digits, - and _ alone, so the text needs no escaping. */
  private <T> List<T> rows(String sql, Function<Row, T> read) {
    String query = sql.replace(":task", "'" + task.name() + "'");
    return tables.rows(query).collectAsList().stream().map(read).toList();
  }
}
