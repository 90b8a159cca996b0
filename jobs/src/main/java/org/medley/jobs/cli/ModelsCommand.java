package org.medley.jobs.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code medley models}: the registry. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Registered models.",
    subcommands = {
      ModelsCommand.ListModels.class,
      ModelsShowCommand.class,
      ModelsCompareCommand.class,
      ModelsCardCommand.class
    })
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** {@code medley models list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the models of the current release with their performance on test data.")
  static final class ListModels implements Callable<Integer> {
    private static final String MODELS =
        """
        SELECT m.task, m.model_version, m.family, m.state, m.training_samples, m.training_events,
               e.value AS auroc, e.low, e.high
        FROM model.models m
        LEFT JOIN model.evaluations e
          ON e.task = m.task AND e.model_version = m.model_version
         AND e.split = 'test' AND e.subgroup = 'all' AND e.metric = 'auroc'
        ORDER BY m.task, m.model_version
        """;
    private static final int MOST = 1000;

    @Mixin private Options options;

    @Override
    public Integer call() {
      Workspace workspace = Workspace.reading(options);
      Release release = Workspace.release(workspace.control().ledger(), Optional.empty());
      Streams.print(options, ResultRows.of(workspace.query(release).rows(MODELS), MOST));
      return ExitCode.DONE.number();
    }
  }
}
