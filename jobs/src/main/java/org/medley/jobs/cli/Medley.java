package org.medley.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.Spec;

/** The command {@code medley}. */
@Command(
    name = "medley",
    description = "Nightly analytics and models for treatment planning, from extracts to releases.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DemoCommand.class,
      NightlyCommand.class,
      RetryCommand.class,
      BackfillCommand.class,
      StatusCommand.class,
      ExplainCommand.class,
      CheckCommand.class,
      IngestCommand.class,
      QuarantineCommand.class,
      PullCommand.class,
      SqlCommand.class,
      ServeCommand.class,
      ReportCommand.class,
      ExportCommand.class,
      ReleasesCommand.class,
      RunsCommand.class,
      ModelsCommand.class,
      ViewsCommand.class,
      GenomicsCommand.class,
      CohortCommand.class,
      PlanCommand.class,
      OptionsCommand.class,
      EvaluateCommand.class,
      EffectsCommand.class,
      SafetyCommand.class,
      AuditCommand.class,
      NotebookCommand.class,
      NotebookKernelCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley demo                                    a whole night on the bundled sample",
      "  medley nightly --dry-run                       what tonight would do, and why",
      "  medley check                                   what would fail tonight, and the fix",
      "  medley status                                  the release, the last night, what is next",
      "  medley sql \"SELECT * FROM published.risk\"      the current release",
      "  medley views run VIEW.json --fhir DIR          a view on files of one's own",
      "  medley notebook                                a tutorial in Jupyter",
      "",
      "Exit codes: 0 done, 64 usage, 65 data rejected, 66 input missing, 69 unsupported,",
      "70 internal, 73 cannot write, 74 input/output, 75 lease held, 76 fenced, 77 permission,",
      "78 configuration, 80 a gate refused and the old release stands."
    })
public final class Medley implements Runnable {
  @Spec private CommandSpec spec;

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the command line and returns the exit code. */
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new Medley());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler(Failures::usage);
    line.setExecutionExceptionHandler(Failures::execution);
    line.setExecutionStrategy(Medley::execute);
    return line.execute(arguments);
  }

  /** The log is put in its place before any class that logs is loaded. */
  private static int execute(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.commandSpec().userObject() instanceof WithoutLake) {
      Logging.aside();
    } else if (last.commandSpec().findOption("--lake") != null) {
      String lake = last.matchedOptionValue("--lake", Options.LAKE);
      Logging.into(lake);
    }
    return new RunLast().execute(parsed);
  }

  /** Without a command the help is shown. */
  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
