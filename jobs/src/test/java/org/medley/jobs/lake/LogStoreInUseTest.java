package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;

@SparkTest
class LogStoreInUseTest {
  @TempDir private Path scratch;

  @Test
  void deltaCommitsThroughOurStoreIfTheSettingNamesIt(SparkSession spark) throws IOException {
    String table = scratch.resolve("a table").toString();
    for (int version = 0; version < 2; version++) {
      spark.range(3).coalesce(1).write().format("delta").mode("append").save(table);
    }

    assertThat(spark.read().format("delta").load(table).count()).isEqualTo(6);
    try (var log = Files.list(scratch.resolve("a table/_delta_log"))) {
      assertThat(log.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .as("Delta's own store leaves a checksum of Hadoop beside each version")
          .contains(LogStoreRacer.file(0), LogStoreRacer.file(1))
          .noneMatch(name -> name.endsWith(".json.crc"));
    }
  }
}
