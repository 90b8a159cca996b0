package org.medley.jobs.workbench;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Matrix;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.step.CurvePoints;
import org.medley.jobs.step.DecideStep;
import org.medley.jobs.step.ModelFolder;
import org.medley.jobs.step.ModelMembers;
import org.medley.models.contract.Evaluations;
import org.medley.models.contract.Models;

/** The champion of a task as a release has it. */
final class Champion {
  private static final String NAME = "champion";

  private Champion() {}

  /**
   * The champion of {@code task}, with the metrics that its training left.
   *
   * @param seed of the bootstrap where it is compared
   * @throws MedleyException with exit code 66 if the release has none
   * @throws org.medley.models.store.ModelRefused if its folder is not what was saved
   */
  static TaskModel of(OpenLake open, ReleaseTables tables, String task, long seed) {
    Registry registry = DecideStep.registry(open.control().ledger(), task);
    Trained trained = trained(registry, tables, task);
    ModelFolder folder = new ModelFolder(task, trained.version());
    Dataset<Row> evaluations =
        tables
            .read(Evaluations.TABLE.name())
            .where(col(Evaluations.TASK).equalTo(task))
            .where(col(Evaluations.MODEL_VERSION).equalTo(trained.version()));
    return new TaskModel(
        open.spark(),
        new TaskModel.Named(NAME, trained.version(), ""),
        folder.load(open.spark(), open.lake(), trained.digest()).model(),
        new ModelMembers(open.spark(), open.lake(), task, registry).of(trained),
        tables.read(Matrix.TABLE.name()),
        CurvePoints.of(evaluations),
        seed);
  }

  private static Trained trained(Registry registry, ReleaseTables tables, String task) {
    List<Row> versions =
        tables
            .read(Models.TABLE.name())
            .where(col(Models.TASK).equalTo(task))
            .where(col(Models.STATE).equalTo(Registry.State.CHAMPION.text()))
            .select(Models.MODEL_VERSION)
            .collectAsList();
    return versions.stream()
        .findFirst()
        .map(row -> row.getString(0))
        .flatMap(registry::model)
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.INPUT_MISSING,
                    "the release has no champion of task '" + task + "'",
                    "'medley models list' shows which models there are, and what was decided"));
  }
}
