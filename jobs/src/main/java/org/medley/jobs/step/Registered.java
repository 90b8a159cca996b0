package org.medley.jobs.step;

import java.sql.Date;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Registry;
import org.medley.models.contract.Models;

/**
 * What a training says of its model in the registry; the rest of the row follows from decisions.
 */
record Registered(
    String task,
    String modelVersion,
    String family,
    String settings,
    long seed,
    String snapshotId,
    String inputs,
    String codeVersion,
    String environment,
    long subjects,
    long samples,
    long events,
    String path,
    String taskDigest,
    String trainedAsOf,
    String why) {

  /** What {@code row} under {@link Models} says. */
  static Registered of(Row row) {
    return new Registered(
        row.getAs(Models.TASK),
        row.getAs(Models.MODEL_VERSION),
        row.getAs(Models.FAMILY),
        row.getAs(Models.SETTINGS),
        row.getAs(Models.SEED),
        row.getAs(Models.SNAPSHOT_ID),
        row.getAs(Models.INPUTS),
        row.getAs(Models.CODE_VERSION),
        row.getAs(Models.ENVIRONMENT),
        row.getAs(Models.TRAINING_SUBJECTS),
        row.getAs(Models.TRAINING_SAMPLES),
        row.getAs(Models.TRAINING_EVENTS),
        row.getAs(Models.PATH),
        row.getAs(Models.TASK_DIGEST),
        text(row.getAs(Models.TRAINED_AS_OF)),
        row.getAs(Models.TRAINED_WHY));
  }

  /** The row under {@link Models}, as {@code registry} knows the model. */
  Row row(Registry registry) {
    Optional<Decision> last = registry.last(modelVersion).map(Registry.Made::decision);
    return RowFactory.create(
        task,
        modelVersion,
        family,
        settings,
        seed,
        registry.state(modelVersion).text(),
        snapshotId,
        inputs,
        codeVersion,
        environment,
        subjects,
        samples,
        events,
        path,
        taskDigest,
        trainedAsOf == null ? null : Date.valueOf(trainedAsOf),
        why,
        last.map(decision -> decision.act().text()).orElse(null),
        last.map(Decision::by).orElse(null),
        last.map(Decision::why).orElse(null));
  }

  private static String text(Date date) {
    return date == null ? null : date.toLocalDate().toString();
  }
}
