package org.medley.jobs.cli;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.CodeParents;
import org.medley.features.contract.Events;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.jobs.control.Release;
import org.medley.jobs.source.meds.MedsFolder;
import org.medley.jobs.step.Hierarchy;

/**
 * What a cohort is drawn from.
 *
 * @param events current and past versions
 * @param subjects with birth dates
 * @param periods when each was observed
 * @param ancestors what stands above codes, made where it is asked for
 * @param asOf the last instant that exists
 * @param about what an answer says of the data
 * @param release frees what is kept
 */
record CohortData(
    Dataset<Row> events,
    Dataset<Row> subjects,
    Dataset<Row> periods,
    Supplier<Dataset<Row>> ancestors,
    Instant asOf,
    Map<String, String> about,
    Runnable release)
    implements AutoCloseable {

  /** A MEDS data set. */
  static CohortData of(MedsFolder folder, Instant asOf) {
    return new CohortData(
        folder.events(),
        folder.subjects(),
        folder.periods(),
        () -> ancestors(folder.parents()),
        asOf,
        Map.of(),
        folder::close);
  }

  /** The tables that {@code release} pins; a session sees those of one release at a time. */
  static CohortData of(Workspace workspace, Release release, Instant asOf) {
    List<String> names =
        List.of(
            Events.TABLE.name(),
            Subjects.TABLE.name(),
            ObservationPeriods.TABLE.name(),
            CodeAncestors.TABLE.name());
    workspace.tables(release).show(names);
    Map<String, String> about = new LinkedHashMap<>();
    about.put("release", release.releaseId());
    about.put("as_of", asOf.toString());
    return new CohortData(
        workspace.spark().table(names.get(0)),
        workspace.spark().table(names.get(1)),
        workspace.spark().table(names.get(2)),
        () -> workspace.spark().table(names.get(3)),
        asOf,
        about,
        () -> {});
  }

  private static Dataset<Row> ancestors(Dataset<Row> parents) {
    return Hierarchy.ancestors(parents.select(CodeParents.CODE).distinct(), parents);
  }

  @Override
  public void close() {
    release.run();
  }
}
