package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.medley.jobs.metrics.Gauge;
import org.medley.jobs.release.PinnedQueries;

/**
 * What a release holds, for monitoring: three small queries, one row a source, task or metric.
 *
 * @param tables the release
 * @param minimumCell counts of people below this are left out
 */
record ReleaseGauges(PinnedQueries tables, int minimumCell) {

  /** The gauges of sources, people and models. */
  List<Gauge> gauges() {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(lines());
    gauges.add(people());
    gauges.addAll(models());
    return gauges;
  }

  private Gauge lines() {
    Gauge lines =
        new Gauge(
            "medley_source_lines", "Lines of each source in the release, by what they became.");
    for (Row row :
        tables
            .rows(
                """
                SELECT source, sum(lines), sum(accepted), sum(quarantined)
                FROM ops.files GROUP BY source ORDER BY source
                """)
            .collectAsList()) {
      lines.set(Map.of("source", row.getString(0), "state", "read"), (double) row.getLong(1));
      lines.set(Map.of("source", row.getString(0), "state", "accepted"), (double) row.getLong(2));
      lines.set(
          Map.of("source", row.getString(0), "state", "quarantined"), (double) row.getLong(3));
    }
    return lines;
  }

  private Gauge people() {
    Gauge people = new Gauge("medley_people_scored", "People with a released risk, by task.");
    tables
        .rows(
            """
            SELECT task, count(DISTINCT subject_id) FROM published.risk
            GROUP BY task ORDER BY task
            """)
        .collectAsList()
        .stream()
        .filter(row -> row.getLong(1) >= minimumCell)
        .forEach(row -> people.set("task", row.getString(0), (double) row.getLong(1)));
    return people;
  }

  private List<Gauge> models() {
    Gauge auroc = new Gauge("medley_model_auroc", "AUROC of each champion on its test members.");
    Gauge slope =
        new Gauge("medley_model_calibration_slope", "Calibration slope of each champion there.");
    tables
        .rows(
            """
            SELECT task, metric, value FROM published.model_performance
            WHERE split = 'test' AND subgroup = 'all' AND value IS NOT NULL
              AND metric IN ('auroc', 'calibration_slope')
            ORDER BY task, metric
            """)
        .collectAsList()
        .forEach(
            row ->
                (row.getString(1).equals("auroc") ? auroc : slope)
                    .set("task", row.getString(0), row.getDouble(2)));
    return List.of(auroc, slope);
  }
}
