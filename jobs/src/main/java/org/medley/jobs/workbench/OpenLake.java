package org.medley.jobs.workbench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.session.Sessions;

/**
 * An open lake.
 *
 * @param spark the session
 * @param lake its tables
 * @param control its control table
 */
public record OpenLake(SparkSession spark, Lake lake, Control control) {

  /** The lake at {@code lake}, whether it is there or not, with the Spark settings of a folder. */
  public static OpenLake at(Path conf, String lake, Clock clock) {
    SparkSession spark = Sessions.open(conf);
    String root = LakeAccess.root(lake);
    return new OpenLake(spark, new Lake(spark, root), new Control(spark, root, clock));
  }

  /**
   * The same to be read.
   *
   * @throws MedleyException with exit code 66 if no lake is there
   */
  public static OpenLake reading(Path conf, String lake, Clock clock) {
    OpenLake open = at(conf, lake, clock);
    if (!open.control.exists()) {
      throw missing(lake);
    }
    return open;
  }

  /** The problem that there is no lake at {@code lake}. */
  public static MedleyException missing(String lake) {
    return new MedleyException(
        ExitCode.INPUT_MISSING,
        "there is no lake at " + lake,
        "run 'medley demo' or 'medley nightly' first, or name the lake with --lake");
  }

  /**
   * The release {@code id}, or the current one.
   *
   * @throws MedleyException with exit code 66 if there is none
   */
  public static Release release(Ledger ledger, Optional<String> id) {
    Optional<Release> release = id.isPresent() ? ledger.release(id.get()) : ledger.current();
    return release.orElseThrow(
        () ->
            new MedleyException(
                ExitCode.INPUT_MISSING,
                id.map(name -> "there is no release " + name).orElse("nothing is released yet"),
                id.isPresent()
                    ? "'medley releases list' names them"
                    : "run 'medley nightly', or look at 'medley runs list'"));
  }
}
