package org.medley.jobs.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.step.ReleaseStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley models card}: the model card that a release holds. */
@Command(
    name = "card",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the model card of a task: what a reviewer asks (HTI-1, TRIPOD+AI), answered by the"
          + " run, by the block 'card' of the task file, or listed as missing.",
      "Forms: json (also with --output json), html, and chai-xml or chai-json, the Applied Model"
          + " Card of the Coalition for Health AI. Without a form: the path of the page."
    })
final class ModelsCardCommand implements Callable<Integer> {
  /** The forms of a card on the command line. */
  enum Form {
    JSON,
    HTML,
    CHAI_XML,
    CHAI_JSON;

    String ending() {
      return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Mixin private Options options;

  @Parameters(paramLabel = "TASK", description = "The task whose model it is.")
  private String task;

  @Option(names = "--form", paramLabel = "FORM", description = "One of ${COMPLETION-CANDIDATES}.")
  private Form form;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.reading(options);
    Release release =
        Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId));
    String page = path(release, Form.HTML);
    if (!workspace.lake().hasText(page)) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "release %s has no model card of a task '%s'".formatted(release.releaseId(), task),
          "it has reports of " + tasks(release) + "; releases of older versions have no cards");
    }
    if (form == null && !options.json()) {
      Streams.answer().println(workspace.lake().shown(page));
    } else {
      Form wanted = form == null ? Form.JSON : form;
      Streams.answer().println(workspace.lake().readText(path(release, wanted)).stripTrailing());
    }
    return ExitCode.DONE.number();
  }

  private String path(Release release, Form wanted) {
    return ReleaseStep.cardPath(release.releaseId(), task, wanted.ending());
  }

  private static List<String> tasks(Release release) {
    return release.reports().keySet().stream()
        .map(path -> path.replaceFirst(".*/", "").replaceFirst("\\.html$", ""))
        .toList();
  }
}
