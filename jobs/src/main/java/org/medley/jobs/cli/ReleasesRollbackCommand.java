package org.medley.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Rollback;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley releases rollback}: an older release is what consumers see again. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an older release current again by one commit, after its reports and published tables",
      "were verified. The releases after it are withdrawn, with who did it and why; no night",
      "publishes them again."
    },
    footerHeading = "%nExample:%n",
    footer = "  medley releases rollback --why 'the laboratory sent wrong units'")
final class ReleasesRollbackCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(
      names = "--to",
      paramLabel = "ID",
      description = "A release that stands. Default: the one before the current.")
  private String to;

  @Option(names = "--why", paramLabel = "TEXT", required = true, description = "The reason.")
  private String why;

  @Override
  public Integer call() {
    if (why.isBlank()) {
      throw new MedleyException(
          ExitCode.USAGE, "a rollback needs a reason", "say it with --why 'TEXT'");
    }
    Workspace workspace = Workspace.reading(options);
    Optional<Release> made =
        new Rollback(
                workspace.control(),
                workspace.lake(),
                workspace.clock(),
                System.getProperty("user.name"))
            .to(Optional.ofNullable(to), why.strip());
    String current = made.map(Release::releaseId).orElse(to);
    if (options.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("result", made.isPresent() ? "rolled back" : "noop");
      document.put("release", current);
      Streams.answer().println(Json.write(document));
    } else {
      Streams.answer()
          .printf(
              made.isPresent()
                  ? "Release %s is current again.%n"
                  : "Nothing to do: release %s is current already.%n",
              current);
    }
    return ExitCode.DONE.number();
  }
}
