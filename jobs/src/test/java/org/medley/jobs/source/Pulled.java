package org.medley.jobs.source;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.night.Inventory;
import org.medley.jobs.night.KnownFiles;

/** The input of a source that declares people, pulled from a folder as a night does. */
public final class Pulled {
  private Pulled() {}

  /** The files below {@code path} that {@code source} reads, with its settings. */
  public static SourceInput of(
      SparkSession spark, Source source, Path path, String zone, Map<String, String> options) {
    SourceSettings settings =
        new SourceSettings("cdm", "test", path.toString(), ZoneId.of(zone), options);
    return new SourceInput(
        spark,
        settings,
        Inventory.of(spark, settings, source::reads, KnownFiles.NONE, Clock.systemUTC()).files(),
        Optional.empty(),
        "run-1");
  }
}
