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
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.lake.Output;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.Query;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.TrainStep;
import org.medley.jobs.workbench.OpenLake;
import org.medley.models.contract.Evaluations;
import org.medley.models.contract.Models;

/** An open lake: the session, its tables and its control table. */
record Workspace(SparkSession spark, Lake lake, Control control, Clock clock) {

  /** Opens the lake for reading; it must be there. */
  static Workspace reading(Options options) {
    Clock clock = Clock.systemUTC();
    return of(OpenLake.reading(options.conf(), options.lake(), clock), clock);
  }

  /** Opens the lake for writing; a local folder is created. */
  static Workspace writing(Options options) {
    LakeAccess.prepare(options.lake());
    Clock clock = Clock.systemUTC();
    return of(OpenLake.at(options.conf(), options.lake(), clock), clock);
  }

  private static Workspace of(OpenLake open, Clock clock) {
    return new Workspace(open.spark(), open.lake(), open.control(), clock);
  }

  /**
   * The release {@code id}, or the current one.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 66 if there is none
   */
  static Release release(Ledger ledger, Optional<String> id) {
    return OpenLake.release(ledger, id);
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
