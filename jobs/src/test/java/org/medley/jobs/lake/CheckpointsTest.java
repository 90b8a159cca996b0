package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;

/** That a night outlives an executor is what the cluster's night (-Pcluster) shows. */
@SparkTest
class CheckpointsTest {
  @Test
  void whatIsKeptIsTheSameRowsWithoutTheirPast(SparkSession spark) {
    Dataset<Row> rows = spark.range(5).toDF("id").where("id % 2 = 0");

    Dataset<Row> kept = rows.transform(Checkpoints::of);

    assertThat(kept.collectAsList()).isEqualTo(rows.collectAsList());
    assertThat(rows.queryExecution().toString()).contains("Range");
    assertThat(kept.queryExecution().toString()).contains("ExistingRDD").doesNotContain("Range");
  }

  @Test
  void anExecutorThatDiesLeavesACopyElsewhere() {
    assertThat(Checkpoints.level(false).replication()).isEqualTo(2);
    assertThat(Checkpoints.level(true).replication()).isEqualTo(1);
    assertThat(Checkpoints.level(false).useDisk()).isTrue();
  }
}
