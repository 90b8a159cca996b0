package org.medley.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.notebook.MedleyKernel;
import org.medley.jobs.workbench.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medley notebook-kernel}: what Jupyter starts; {@code medley notebook} is for people. */
@Command(
    name = "notebook-kernel",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Runs the cells of a notebook. Jupyter starts it; see 'medley notebook'.")
final class NotebookKernelCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Parameters(paramLabel = "FILE", description = "The connection file that Jupyter wrote.")
  private Path connection;

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    System.setProperty(Workbench.LAKE, options.lake());
    System.setProperty(Workbench.CONF, options.conf().toString());
    MedleyKernel.serve(connection);
    return ExitCode.DONE.number();
  }
}
