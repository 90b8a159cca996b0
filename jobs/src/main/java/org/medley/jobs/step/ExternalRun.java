package org.medley.jobs.step;

import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.external.Finding;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.settings.TaskSettings;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.external.ExternalValidation;
import org.medley.models.external.NotValidated;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;
import org.medley.models.matrix.Snapshot;
import org.medley.models.store.StoredModel;

/** The external validation of one registered model, which is computed once when first asked for. */
public final class ExternalRun {
  private final TaskSettings task;
  private final Trained parent;
  private final Lake home;
  private final Registry registry;
  private final ExternalData data;
  private final Wanted wanted;
  private Finding finding;
  private StoredModel model;

  /**
   * What is wanted, and by whom.
   *
   * @param update the update to store; {@link #AUTO}: the recommended one; empty: none
   * @param by user of the process
   * @param why in words; may be empty
   * @param time wall clock, for people only
   */
  public record Wanted(String update, String by, String why, Instant time) {
    /** The closed test decides which update is stored. */
    public static final String AUTO = "auto";

    private Optional<UpdateKind> of(Validation validation) {
      if (update.isEmpty()) {
        return Optional.empty();
      }
      return update.equals(AUTO)
          ? Optional.of(validation.closed().recommended())
          : UpdateKind.named(update);
    }
  }

  /**
   * A validation of {@code parent}.
   *
   * @param home the lake that holds the model
   * @param registry of the task there
   * @param data what it is validated on
   */
  public ExternalRun(
      TaskSettings task,
      Trained parent,
      Lake home,
      Registry registry,
      ExternalData data,
      Wanted wanted) {
    this.task = task;
    this.parent = parent;
    this.home = home;
    this.registry = registry;
    this.data = data;
    this.wanted = wanted;
  }

  /**
   * What was found.
   *
   * @throws MedleyException with exit code 65 if the model cannot be judged on the data, 66 if they
   *     are not there
   * @throws org.medley.models.store.ModelRefused if the model's folder is not what was registered
   */
  synchronized Finding finding(SparkSession spark) {
    if (finding == null) {
      Snapshot development = folder().snapshot(spark, home);
      ExternalData.Read read = read(spark);
      try {
        Validation validation =
            new ExternalValidation(
                    model(spark).model(),
                    model(spark).provenance().trainSettings(),
                    development,
                    read.snapshot(),
                    read.mapped(),
                    EvaluateSettings.of(task.subgroups(), model(spark).provenance().seed()))
                .run();
        finding =
            new Finding(
                task.name(),
                parent.version(),
                home.root(),
                read.data(),
                wanted.by(),
                wanted.why(),
                wanted.time(),
                validation,
                wanted.of(validation));
      } catch (NotValidated e) {
        throw refused(e);
      }
    }
    return finding;
  }

  /** What a person can do about {@code e}. */
  static MedleyException refused(NotValidated e) {
    return new MedleyException(
        ExitCode.DATA_REJECTED,
        e.getMessage().replaceFirst("\\.$", ""),
        "choose another release, period or update; 'medley cohort TASK --lake LAKE' counts members"
            + " and outcomes",
        e);
  }

  /** The members there and their covariates in the model's vocabulary. */
  ExternalData.Read read(SparkSession spark) {
    return data.read(
        spark,
        task.name(),
        model(spark).model().design(),
        folder().snapshot(spark, home).reference(),
        new ModelMembers(spark, home, task.name(), registry).of(parent),
        task.subgroups());
  }

  /** The model, verified before it was loaded. */
  synchronized StoredModel model(SparkSession spark) {
    if (model == null) {
      model = folder().load(spark, home, parent.digest());
    }
    return model;
  }

  ModelFolder folder() {
    return new ModelFolder(task.name(), parent.version());
  }

  TaskSettings task() {
    return task;
  }

  Trained parent() {
    return parent;
  }

  Lake home() {
    return home;
  }

  ExternalData data() {
    return data;
  }

  Wanted wanted() {
    return wanted;
  }
}
