package org.medley.jobs.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley report}: where the report of a release lies. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Prints the path of the HTML report of the current release, or of another one.")
final class ReportCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.reading(options);
    Release release =
        Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId));
    PrintStream out = Streams.answer();
    release.reports().keySet().forEach(path -> out.println(workspace.lake().shown(path)));
    return ExitCode.DONE.number();
  }
}
