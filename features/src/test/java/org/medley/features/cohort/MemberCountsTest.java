package org.medley.features.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Members;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;

@SparkTest
class MemberCountsTest {
  @Test
  void membersAreCountedByPurposeSplitAndLabelAndForEachSubject(SparkSession spark) {
    assertThat(
            MemberCounts.of(
                    TextTable.rows(
                        spark,
                        Members.TABLE,
                        """
                        | task | purpose | subject_id | index_time          | label_status | split |
                        | t    | train   | 1          | 2020-01-01 00:00:00 | positive     | train |
                        | t    | train   | 1          | 2021-01-01 00:00:00 | negative     | train |
                        | t    | train   | 2          | 2020-01-01 00:00:00 | unknown      | train |
                        | t    | train   | 3          | 2020-01-01 00:00:00 | negative     | test  |
                        | t    | score   | 1          | 2022-01-01 00:00:00 | none         | none  |
                        """))
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly(
            "train train 2 3 1 1 1 1 2", "train test 1 1 0 1 0 1 1", "score none 1 1 0 0 0 1 1");
  }
}
