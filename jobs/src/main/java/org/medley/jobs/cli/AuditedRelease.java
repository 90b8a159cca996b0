package org.medley.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split_part;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.CodeAncestors;
import org.medley.features.contract.Events;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.TableContract;
import org.medley.features.leak.KnownValues;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.audit.LeakScan;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.genome.VariantEvents;
import org.medley.jobs.lake.Output;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;
import org.medley.jobs.step.Descendants;
import org.medley.jobs.step.FeaturesStep;

/** The matrix of one task in a release, as the leak audit reads it. */
final class AuditedRelease {
  private final Workspace workspace;
  private final Release release;
  private final LeakScan scan;

  AuditedRelease(Workspace workspace, Release release, Site site, TaskSettings task) {
    this.workspace = workspace;
    this.release = release;
    Dataset<Row> reference = read(Reference.TABLE, task);
    Dataset<Row> ancestors = all(CodeAncestors.TABLE);
    Optional<Dataset<Row>> rolled =
        Optional.of(ancestors).filter(rows -> Descendants.wanted(task.features()));
    this.scan =
        new LeakScan(
            task,
            Descendants.of(task.cohort(), ancestors),
            Descendants.of(task.features(), rolled),
            rolled,
            all(Events.TABLE),
            read(Members.TABLE, task),
            read(Matrix.TABLE, task),
            reference,
            isFittedHere(task, reference),
            FeaturesStep.Discovered.of(task, site)
                .map(variants -> VariantEvents.codes(variants.build())));
  }

  Dataset<Row> findings() {
    return scan.findings();
  }

  Gate peopleApart() {
    return scan.peopleApart();
  }

  /** How many covariates could be traced to events, and how. */
  static Map<String, Long> traced(Dataset<Row> findings) {
    Map<String, Long> traced = new TreeMap<>();
    findings
        .where(col(LeakAudit.CHECK).equalTo(KnownValues.KNOWN_EVENTS))
        .groupBy(split_part(col(LeakAudit.BASIS), lit(":"), lit(1)))
        .count()
        .collectAsList()
        .forEach(row -> traced.put(row.getString(0), row.getLong(1)));
    return traced;
  }

  /** Whether the step that left this matrix fitted its vocabulary too. */
  private boolean isFittedHere(TaskSettings task, Dataset<Row> reference) {
    Row first = reference.select(Reference.REFERENCE_ID).first();
    Output pin = pin(Matrix.TABLE, task).orElseThrow();
    return workspace
        .control()
        .ledger()
        .done(FeaturesStep.name(task.name()), first.getString(0))
        .stream()
        .flatMap(end -> end.outputs().stream())
        .anyMatch(pin::equals);
  }

  private Dataset<Row> all(TableContract table) {
    return release.pins().stream()
        .filter(pin -> pin.table().equals(table.name()))
        .map(pin -> workspace.lake().read(table, pin))
        .reduce(Dataset::unionByName)
        .orElseGet(() -> workspace.lake().empty(table));
  }

  private Optional<Output> pin(TableContract table, TaskSettings task) {
    return release.pins().stream()
        .filter(pin -> pin.table().equals(table.name()) && pin.slice().equals(task.name()))
        .findFirst();
  }

  private Dataset<Row> read(TableContract table, TaskSettings task) {
    return pin(table, task)
        .filter(pin -> pin.rows() > 0)
        .map(pin -> workspace.lake().read(table, pin))
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.INPUT_MISSING,
                    "release %s holds no %s of task '%s'"
                        .formatted(release.releaseId(), table.name(), task.name()),
                    "run 'medley nightly' with this task first, or name another --release"));
  }
}
