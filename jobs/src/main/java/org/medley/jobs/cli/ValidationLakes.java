package org.medley.jobs.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.step.ExternalData;
import org.medley.jobs.step.TrainStep;

/**
 * The other lakes of an external validation.
 *
 * @param workspace the lake of the model
 * @param task the task
 * @param model the model
 */
record ValidationLakes(Workspace workspace, String task, Trained model) {

  /**
   * The data that {@code from} names, as {@code LAKE} or {@code LAKE@RELEASE}.
   *
   * @param name of the data set; null: the lake's folder and the release
   * @throws MedleyException with exit code 64 if it is the model's own lake without a first day, 65
   *     if the task asks something else there, 66 if there is no such lake or release
   */
  ExternalData data(String from, Optional<LocalDate> since, String name, ZoneId zone) {
    int at = from.lastIndexOf('@');
    boolean named = at > 0 && from.indexOf('/', at) < 0;
    String place = named ? from.substring(0, at) : from;
    Optional<String> id = named ? Optional.of(from.substring(at + 1)) : Optional.empty();
    Workspace other = at(place);
    boolean same = isHome(other);
    if (same && since.isEmpty()) {
      throw new MedleyException(
          ExitCode.USAGE,
          "the model was trained in that very lake",
          "say --since DATE for members of a later period, or name another lake with --from");
    }
    Ledger ledger = other.control().ledger();
    Release release = Workspace.release(ledger, id);
    requireQuestion(ledger, place);
    String standard =
        last(other.lake().root())
            + "@"
            + release.releaseId()
            + since.map(day -> " since " + day).orElse("");
    return new ExternalData(
        name == null ? standard : name,
        other.lake(),
        release,
        zone,
        since,
        same ? ExternalData.Home.SAME : ExternalData.Home.OTHER);
  }

  /**
   * The lake that the updated model is registered in.
   *
   * @throws MedleyException with exit code 65 if the task asks something else there, 66 if there is
   *     no such lake
   */
  Workspace into(String place) {
    Workspace other = at(place);
    requireQuestion(other.control().ledger(), place);
    return other;
  }

  /** Whether {@code other} is the lake of the model. */
  boolean isHome(Workspace other) {
    return other.lake().root().equals(workspace.lake().root());
  }

  private Workspace at(String place) {
    String root = LakeAccess.root(place);
    Workspace other =
        new Workspace(
            workspace.spark(),
            new Lake(workspace.spark(), root),
            new Control(workspace.spark(), root, workspace.clock()),
            workspace.clock());
    if (!other.control().exists()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "there is no lake at " + place,
          "run 'medley nightly --lake %s' with the configuration of that site first"
              .formatted(place));
    }
    return other;
  }

  /** A site that never trained has stated no question; its covariates then are all there is. */
  private void requireQuestion(Ledger ledger, String place) {
    ledger
        .lastResult(TrainStep.name(task))
        .map(StepEnd::notes)
        .map(notes -> notes.get(Trained.QUESTION))
        .filter(question -> !question.equals(model.question()))
        .ifPresent(
            question -> {
              throw new MedleyException(
                  ExitCode.DATA_REJECTED,
                  "task '%s' of %s has another cohort or other covariates than the model %s"
                      .formatted(task, place, model.version()),
                  "run the night there with the same task file, or choose a model of that task");
            });
  }

  private static String last(String root) {
    return root.substring(root.lastIndexOf('/') + 1);
  }
}
