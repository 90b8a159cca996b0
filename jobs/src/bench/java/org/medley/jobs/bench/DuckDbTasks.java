package org.medley.jobs.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * DuckDB (https://duckdb.org) drawing the samples of three tasks of ACES, each as one would write
 * it by hand: events of one time are one event, the next event of a kind is found by an ASOF join,
 * and what is counted in a window is joined by subject.
 *
 * @param meds folder of the data set
 */
record DuckDbTasks(Path meds) {
  private static final String DATED =
      """
      WITH stated AS (
        SELECT subject_id, time, code FROM read_parquet('%s/data/*.parquet')),
      dated AS (SELECT * FROM stated WHERE time IS NOT NULL),
      """;

  private static final Map<String, String> SAMPLES =
      Map.of(
          "inhospital_mortality",
          """
          admission AS (SELECT DISTINCT subject_id, time FROM dated
            WHERE starts_with(code, 'ADMISSION//')
              AND subject_id IN (
                SELECT subject_id FROM stated WHERE time IS NULL AND code = 'SEX//male')),
          death AS (SELECT DISTINCT subject_id, time FROM dated WHERE code = 'DEATH'),
          ending AS (SELECT DISTINCT subject_id, time FROM dated
            WHERE starts_with(code, 'DISCHARGE//') OR code = 'DEATH'),
          any_of AS (SELECT subject_id, time FROM admission UNION SELECT * FROM ending),
          moment AS (SELECT subject_id, time,
              row_number() OVER (PARTITION BY subject_id ORDER BY time) AS number
            FROM (SELECT DISTINCT subject_id, time FROM dated)),
          known AS (SELECT a.subject_id, a.time, m.number
            FROM admission a ASOF JOIN moment m
              ON m.subject_id = a.subject_id AND m.time <= a.time + INTERVAL 24 HOUR),
          undisturbed AS (SELECT k.* FROM known k ASOF LEFT JOIN any_of o
              ON o.subject_id = k.subject_id AND o.time > k.time
            WHERE k.number >= 5 AND (o.time IS NULL OR o.time > k.time + INTERVAL 48 HOUR)),
          ended AS (SELECT u.subject_id, u.time, e.time AS end_time
            FROM undisturbed u ASOF JOIN ending e
              ON e.subject_id = u.subject_id AND e.time > u.time + INTERVAL 48 HOUR)
          SELECT e.subject_id, e.time + INTERVAL 24 HOUR AS prediction_time,
            d.time IS NOT NULL AS boolean_value
          FROM ended e LEFT JOIN death d ON d.subject_id = e.subject_id AND d.time = e.end_time
          """,
          "readmission_risk",
          """
          admission AS (SELECT DISTINCT subject_id, time FROM dated
            WHERE starts_with(code, 'ADMISSION//')),
          discharge AS (SELECT DISTINCT subject_id, time FROM dated
            WHERE starts_with(code, 'DISCHARGE//')),
          left_at AS (SELECT a.subject_id, d.time
            FROM admission a ASOF JOIN discharge d
              ON d.subject_id = a.subject_id AND d.time > a.time)
          SELECT l.subject_id, l.time AS prediction_time,
            n.time IS NOT NULL AND n.time <= l.time + INTERVAL 30 DAY AS boolean_value
          FROM left_at l ASOF LEFT JOIN admission n
            ON n.subject_id = l.subject_id AND n.time > l.time
          """,
          "imminent_mortality",
          """
          moment AS (SELECT DISTINCT subject_id, time FROM dated),
          death AS (SELECT DISTINCT subject_id, time FROM dated WHERE code = 'DEATH')
          SELECT m.subject_id, m.time + INTERVAL 2 HOUR AS prediction_time,
            d.time IS NOT NULL AND d.time <= m.time + INTERVAL 26 HOUR AS boolean_value
          FROM moment m ASOF LEFT JOIN death d
            ON d.subject_id = m.subject_id AND d.time > m.time + INTERVAL 2 HOUR
          """);

  /** Writes the samples of {@code task} to the file {@code out}. */
  void draw(String task, Path out) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '4GB'");
      statement.execute(
          "COPY (%s%s) TO '%s' (FORMAT parquet)"
              .formatted(DATED.formatted(meds), SAMPLES.get(task), out));
    }
  }
}
