package org.medley.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.StatedPeriods;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class StatedPeriodRuleTest {
  @Test
  void periodsThatTouchAreOneAndEventsOutsideAreCounted(SparkSession spark) {
    Dataset<Row> stated =
        TextTable.rows(
            spark,
            StatedPeriods.TABLE,
            """
            | source | source_subject_id | start_time          | end_time                   |
            | cdm    | a                 | 2001-01-01 00:00:00 | 2001-12-31 23:59:59.999999 |
            | cdm    | a                 | 2001-02-01 00:00:00 | 2001-03-31 23:59:59.999999 |
            | old    | z                 | 2002-01-01 00:00:00 | 2002-12-31 23:59:59.999999 |
            | cdm    | a                 | 2004-01-01 00:00:00 | 2004-12-31 23:59:59.999999 |
            | cdm    | b                 | 2001-01-01 00:00:00 | 2001-12-31 23:59:59.999999 |
            """);
    Dataset<Row> periods = StatedPeriodRule.periods(stated, links(spark));
    Dataset<Row> ruled =
        TextTable.rows(
            spark,
            ObservationPeriods.TABLE,
            """
            | subject_id | start_time          | end_time            | basis |
            | 1          | 1990-01-01 00:00:00 | 2020-01-01 00:00:00 | death |
            | 3          | 1990-01-01 00:00:00 | 2020-01-01 00:00:00 | death |
            """);
    assertThat(
            StatedPeriodRule.before(periods, ruled)
                .orderBy("subject_id", "start_time")
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly(
            "1 2001-01-01 00:00:00.0 2002-12-31 23:59:59.999999 stated",
            "1 2004-01-01 00:00:00.0 2004-12-31 23:59:59.999999 stated",
            "2 2001-01-01 00:00:00.0 2001-12-31 23:59:59.999999 stated",
            "3 1990-01-01 00:00:00.0 2020-01-01 00:00:00.0 death");
    Dataset<Row> events =
        TextTable.rows(
            spark,
            Events.TABLE,
            """
            | subject_id | time                | superseded_time     | code       | source |
            | 1          | 2002-12-31 23:59:59 |                     | A          | cdm    |
            | 1          | 2003-01-01 00:00:00 |                     | A          | cdm    |
            | 1          | 2003-01-01 00:00:00 | 2003-02-01 00:00:00 | A          | cdm    |
            | 1          | 1950-01-01 00:00:00 |                     | MEDS_BIRTH | cdm    |
            | 1          |                     |                     | A          | cdm    |
            | 3          | 1980-01-01 00:00:00 |                     | A          | ehr    |
            """);
    assertThat(StatedPeriodRule.outside(events, stated, periods).collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("cdm 1");
  }

  private static Dataset<Row> links(SparkSession spark) {
    return TextTable.rows(
        spark,
        SubjectLinks.TABLE,
        """
        | source | source_subject_id | subject_id |
        | cdm    | a                 | 1          |
        | cdm    | b                 | 2          |
        | old    | z                 | 1          |
        | ehr    | x                 | 3          |
        """);
  }
}
