package org.medley.jobs.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.lake.Output;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.Query;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.TrainStep;
import org.medley.models.contract.Evaluations;
import org.medley.models.contract.Models;

/** An open lake: the session, its tables and its control table. */
record Workspace(SparkSession spark, Lake lake, Control control, Clock clock) {

  /** Opens the lake for reading; it must be there. */
  static Workspace reading(Options options) {
    Workspace workspace = open(options);
    if (!workspace.control().exists()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "there is no lake at " + options.lake(),
          "run 'medley demo' or 'medley nightly' first, or name the lake with --lake");
    }
    return workspace;
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

  /**
   * Queries on {@code release}, in which models and their evaluations are as they were last
   * written, by whatever night or command: a registry is not released.
   */
  Query registry(Ledger ledger, Release release) {
    List<String> own = List.of(Models.TABLE.name(), Evaluations.TABLE.name());
    Map<String, Output> latest = new LinkedHashMap<>();
    release.pins().forEach(pin -> latest.put(pin.table() + "/" + pin.slice(), pin));
    for (String task : TaskModels.of(ledger).keySet()) {
      Stream.of(TrainStep.name(task), DecideStep.name(task))
          .flatMap(step -> ledger.lastResult(step).stream())
          .flatMap(end -> end.outputs().stream())
          .filter(output -> own.contains(output.table()))
          .forEach(output -> latest.put(output.table() + "/" + output.slice(), output));
    }
    return query(
        new Release(
            release.releaseId(),
            release.asOf(),
            release.previous(),
            List.copyOf(latest.values()),
            release.files(),
            release.reports(),
            release.refused()));
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
