package org.medley.jobs.workbench;

import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Digests;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.step.CurvePoints;
import org.medley.jobs.step.Steps;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.train.NotTrainable;
import org.medley.models.train.Trainer;
import org.medley.models.train.Training;

/**
 * A task on one release, as its file has it or with something set otherwise. Nothing happens before
 * {@link #attrition} or {@link #train} is called, and what they draw is kept for the other. The
 * same settings on the same release give the same numbers as the night.
 */
public final class Study {
  private static final int DIGITS = 12;

  private final Workbench bench;
  private final NamedTask named;
  private Draw drawn;

  Study(Workbench bench, NamedTask named) {
    this.bench = bench;
    this.named = named;
    if (named.task().association().isPresent()) {
      throw new MedleyException(
          ExitCode.UNSUPPORTED,
          "task '"
              + named.task().name()
              + "' selects variants among its training members, which"
              + " only a night does",
          "take another task, or one without features.association");
    }
  }

  /** The question in words, as the task's file states it. */
  public String description() {
    return named.task().description();
  }

  /** The same task of the same release with more set otherwise, each {@code key=value}. */
  public Study with(String... settings) {
    return bench.task(
        named.task().name(),
        java.util.stream.Stream.concat(named.set().stream(), java.util.Arrays.stream(settings))
            .toArray(String[]::new));
  }

  /** Who is left after each rule of the cohort to learn from. Draws the cohort. */
  public Attrition attrition() {
    return draw().attrition();
  }

  /**
   * The best model of the task's families, trained on its training members and judged on those kept
   * apart for it. Draws cohort and covariates, tunes and fits: minutes on a large lake.
   *
   * @throws MedleyException with exit code 65 if nothing can be learnt, with the reason
   */
  public TaskModel train() {
    TaskSettings task = task();
    try {
      Training training = Trainer.train(draw().snapshot(), task.training());
      String version = id().substring(0, DIGITS);
      return new TaskModel(
          bench.spark(),
          new TaskModel.Named(name(), version, training.note().replaceFirst("^; ", "")),
          training.model(),
          draw().snapshot(),
          draw().matrix(),
          CurvePoints.of(
              Evaluator.rows(
                  bench.spark(),
                  task.name(),
                  version,
                  Evaluator.TEST,
                  Evaluator.night(training.model(), draw().snapshot(), task.evaluation()))),
          task.evaluation().seed());
    } catch (NotTrainable e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          e.getMessage(),
          "change what the study sets, or look at its attrition()",
          e);
    }
  }

  private String name() {
    return named.set().isEmpty() ? named.task().name() : String.join(", ", named.set());
  }

  private Draw draw() {
    if (drawn == null) {
      drawn = Draw.of(bench.releaseTables(), task(), Steps.endOf(bench.asOf(), named.site()), id());
    }
    return drawn;
  }

  private String id() {
    TaskSettings task = task();
    return Digests.of(
        Json.write(java.util.List.of(bench.release(), task.questionDigest(), task.trainDigest())));
  }

  private TaskSettings task() {
    return named.task();
  }

  /** The name of the task and what is set otherwise. */
  @Override
  public String toString() {
    return named.task().name() + named.set();
  }
}
