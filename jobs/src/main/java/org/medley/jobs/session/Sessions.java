package org.medley.jobs.session;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.HardLinkLogStore;

/** Opens the Spark session. */
public final class Sessions {
  /** What results depend on; nothing may change it. */
  private static final Map<String, String> FIXED =
      Map.of(
          "spark.sql.session.timeZone", "UTC",
          "spark.sql.ansi.enabled", "true",
          "spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension",
          "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog",
          "spark.sql.catalogImplementation", "in-memory",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.delta.logStore.file.impl", HardLinkLogStore.class.getName());

  /** What makes it quick here; a cluster may set it otherwise. */
  private static final Map<String, String> QUICK =
      Map.of(
          // Sessions with one class loader share the classes that Spark generates. Each step has
          // its own session, for which all of them would be compiled again.
          "spark.sql.artifact.isolation.enabled", "false",
          "spark.sql.codegen.cache.maxEntries", "2000",
          // The rule computes the rows of views twice, to see that there are some.
          "spark.sql.optimizer.excludedRules",
              "org.apache.spark.sql.catalyst.optimizer.InferFiltersFromGenerate",
          // Files of few partitions are written side by side, without sorting by partition first.
          "spark.sql.maxConcurrentOutputFileWriters", "4",
          // What is cached is read back once or twice: looking for a dense form costs more.
          "spark.sql.inMemoryColumnarStorage.compressed", "false",
          "spark.sql.maxPlanStringLength", "1000");

  private Sessions() {}

  /**
   * The session. Under {@code spark-submit} the cluster's settings stand; otherwise Spark starts in
   * this process with {@code spark/local.conf} of the configuration folder.
   */
  public static SparkSession open(Path conf) {
    return SparkSession.builder().appName("medley").config(settings(conf)).getOrCreate();
  }

  /** How files are reached by the same settings, for what is read without starting Spark. */
  public static Configuration hadoop(Path conf) {
    return SparkHadoopUtil.get().newConfiguration(settings(conf));
  }

  private static SparkConf settings(Path conf) {
    SparkConf settings = new SparkConf();
    if (!settings.contains("spark.master")) {
      settings.setMaster("local[*]");
      local(conf.resolve("spark").resolve("local.conf")).forEach(settings::setIfMissing);
      // Spark makes this folder though no table is ever kept in it: not where the user stands.
      settings.setIfMissing(
          "spark.sql.warehouse.dir",
          Path.of(System.getProperty("java.io.tmpdir"), "medley-warehouse").toUri().toString());
    }
    QUICK.forEach(settings::setIfMissing);
    FIXED.forEach(settings::set);
    return settings;
  }

  private static Map<String, String> local(Path file) {
    Properties properties = new Properties();
    if (Files.isRegularFile(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      } catch (IOException e) {
        throw new MedleyException(
            ExitCode.CONFIGURATION,
            file + " cannot be read",
            "check its permissions or remove it",
            e);
      }
    }
    return properties.stringPropertyNames().stream()
        .collect(java.util.stream.Collectors.toMap(name -> name, properties::getProperty));
  }
}
