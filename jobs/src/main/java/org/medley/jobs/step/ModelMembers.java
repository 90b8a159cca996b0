package org.medley.jobs.step;

import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.Members;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.models.external.UpdateKind;
import org.medley.models.matrix.Snapshot;
import org.medley.models.promotion.HeldOut;

/**
 * What the registered models of one task learnt from and can be judged on in their lake. A model
 * that was trained has its own snapshot for both. Of an update the snapshot holds what it was
 * fitted on alone, so that the models before it are asked too, as far as this lake knows them.
 *
 * @param lake the lake whose members are meant: identifiers of other lakes are of other people
 * @param registry of the task in this lake
 */
public record ModelMembers(SparkSession spark, Lake lake, String task, Registry registry) {

  /**
   * Members by what {@code model} learnt of them: those of split train taught it the order of its
   * risks, those of split test did not. Their covariates are in its vocabulary. Reads the
   * descriptions of updates and triggers no action.
   *
   * @throws org.medley.models.store.ModelRefused if the folder of an update is not what was saved
   */
  public Snapshot of(Trained model) {
    Snapshot fitted = folder(model).snapshot(spark, lake);
    if (!model.updated()) {
      return fitted;
    }
    Optional<Snapshot> before = registry.model(model.parent()).map(this::of);
    boolean here = isFittedHere(model);
    if (kind(model) != UpdateKind.REFIT) {
      return here
          ? before
              .map(known -> HeldOut.ofRecalibration(known, fitted))
              .orElseGet(() -> HeldOut.ofRecalibration(fitted))
          : before.orElseGet(() -> nobody(fitted));
    }
    return here
        ? before.map(known -> HeldOut.ofRefit(known, fitted)).orElse(fitted)
        : before.map(HeldOut::ofRefitElsewhere).orElseGet(() -> nobody(fitted));
  }

  /**
   * The members of this lake that {@code model} was recalibrated on, as members of split test, less
   * the people that a model before it learnt from; empty: it is no recalibration, or one to another
   * lake's people.
   */
  Optional<Snapshot> recalibratedOn(Trained model) {
    boolean recalibrated =
        model.updated()
            && List.of(UpdateKind.IN_THE_LARGE, UpdateKind.INTERCEPT_SLOPE).contains(kind(model));
    if (!recalibrated || !isFittedHere(model)) {
      return Optional.empty();
    }
    Snapshot own = folder(model).snapshot(spark, lake);
    return Optional.of(
        new Snapshot(
            task,
            of(model)
                .members(Snapshot.TEST)
                .join(
                    own.members().select(Members.SUBJECT_ID, Members.INDEX_TIME),
                    new String[] {Members.SUBJECT_ID, Members.INDEX_TIME},
                    "left_semi"),
            own.matrix(),
            own.reference()));
  }

  private static Snapshot nobody(Snapshot fitted) {
    return new Snapshot(
        fitted.task(), fitted.members().where(lit(false)), fitted.matrix(), fitted.reference());
  }

  private boolean isFittedHere(Trained model) {
    return StoredUpdate.isFittedIn(
        lake.root(), folder(model).load(spark, lake, model.digest()).provenance());
  }

  /** How {@code model}, an update, was updated. */
  static UpdateKind kind(Trained model) {
    return UpdateKind.named(model.update()).orElseThrow();
  }

  private ModelFolder folder(Trained model) {
    return new ModelFolder(task, model.version());
  }
}
