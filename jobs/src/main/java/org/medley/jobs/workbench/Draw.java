package org.medley.jobs.workbench;

import static org.apache.spark.sql.functions.col;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.cohort.Cohort;
import org.medley.features.cohort.Cohorts;
import org.medley.features.cohort.Task;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.Events;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.ObservationPeriods;
import org.medley.features.contract.Subjects;
import org.medley.features.covariate.CovariateRows;
import org.medley.features.matrix.Matrices;
import org.medley.features.matrix.References;
import org.medley.jobs.lake.Checkpoints;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.step.Descendants;
import org.medley.jobs.step.Subgroups;
import org.medley.models.matrix.Snapshot;

/**
 * The cohort and the covariates of a task, drawn from a release as the night draws them, into the
 * memory and the local disks of Spark: they go when nothing refers to them any more.
 *
 * @param attrition of the members to learn from
 * @param snapshot what a model is trained and judged on
 * @param matrix the covariates of all members, those to be scored included
 */
record Draw(Attrition attrition, Snapshot snapshot, Dataset<Row> matrix) {

  /**
   * Draws {@code task}. Several actions; reads events once for each purpose and once for the
   * covariates.
   *
   * @param asOf the last instant that is known
   * @param referenceId names the vocabulary that is fitted
   */
  static Draw of(ReleaseTables tables, TaskSettings task, Instant asOf, String referenceId) {
    Dataset<Row> events = tables.read(Events.TABLE.name());
    Dataset<Row> subjects = tables.read(Subjects.TABLE.name());
    Dataset<Row> periods = tables.read(ObservationPeriods.TABLE.name());
    Dataset<Row> ancestors = tables.read(CodeAncestors.TABLE.name());
    Task drawn =
        Descendants.wanted(task.cohort())
            ? Descendants.of(task.cohort(), ancestors)
            : task.cohort();
    List<Cohort> cohorts = new ArrayList<>();
    cohorts.add(kept(Cohorts.train(events, subjects, periods, drawn, asOf)));
    if (drawn.score() != null) {
      cohorts.add(kept(Cohorts.score(events, subjects, periods, drawn, asOf)));
    }
    Attrition attrition = Attrition.of(cohorts.get(0).attrition(), task.name());
    Dataset<Row> members =
        cohorts.stream()
            .map(Cohort::members)
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .transform(Checkpoints::of);
    cohorts.forEach(cohort -> cohort.candidates().unpersist());
    return covered(events, subjects, members, ancestors, task, referenceId, attrition);
  }

  private static Cohort kept(Cohort cohort) {
    cohort.candidates().persist(StorageLevel.MEMORY_AND_DISK());
    return cohort;
  }

  private static Draw covered(
      Dataset<Row> events,
      Dataset<Row> subjects,
      Dataset<Row> members,
      Dataset<Row> ancestors,
      TaskSettings task,
      String id,
      Attrition attrition) {
    Optional<Dataset<Row>> rolled =
        Optional.of(ancestors).filter(rows -> Descendants.wanted(task.features()));
    Dataset<Row> covariates =
        CovariateRows.build(
                events, subjects, members, Descendants.of(task.features(), rolled), rolled)
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> reference =
        References.fit(covariates, members, task.features(), task.name(), id)
            .transform(Checkpoints::of);
    Dataset<Row> matrix =
        Matrices.build(covariates, members, reference, task.name(), id).transform(Checkpoints::of);
    covariates.unpersist();
    Dataset<Row> learnt = members.where(col(Members.PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE));
    return new Draw(
        attrition,
        new Snapshot(
            task.name(),
            Subgroups.add(learnt, subjects, task.subgroups()),
            matrix.where(col(Matrix.PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE)),
            reference),
        matrix);
  }
}
