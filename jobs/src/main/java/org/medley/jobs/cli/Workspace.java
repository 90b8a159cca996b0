package org.medley.jobs.cli;

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
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.Query;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.session.Sessions;

/** An open lake: the session, its tables and its control table. */
record Workspace(SparkSession spark, Lake lake, Control control, Clock clock) {

  /** Opens the lake for reading; it must be there. */
  static Workspace reading(Options options) {
    Workspace workspace = open(options);
    if (!workspace.control().exists()) {
      throw missing(options.lake());
    }
    return workspace;
  }

  /** The problem that there is no lake at {@code lake}. */
  static MedleyException missing(String lake) {
    return new MedleyException(
        ExitCode.INPUT_MISSING,
        "there is no lake at " + lake,
        "run 'medley demo' or 'medley nightly' first, or name the lake with --lake");
  }

  /** Opens the lake for writing; a local folder is created. */
  static Workspace writing(Options options) {
    LakeAccess.prepare(options.lake());
    return open(options);
  }

  private static Workspace open(Options options) {
    SparkSession spark = Sessions.open(options.conf());
    String root = LakeAccess.root(options.lake());
    Clock clock = Clock.systemUTC();
    return new Workspace(spark, new Lake(spark, root), new Control(spark, root, clock), clock);
  }

  /**
   * The release {@code id}, or the current one.
   *
   * @throws MedleyException with exit code 66 if there is none
   */
  static Release release(Ledger ledger, Optional<String> id) {
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

  /** Queries on {@code release}. */
  Query query(Release release) {
    return new Query(spark, tables(release));
  }

  /** The tables of {@code release}. */
  ReleaseTables tables(Release release) {
    return new ReleaseTables(spark, lake, release, Contracts.RELEASED);
  }
}
