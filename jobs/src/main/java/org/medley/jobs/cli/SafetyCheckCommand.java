package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.medley.features.safety.SafetyRule;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.safety.SafetySettings;
import org.medley.jobs.settings.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medley safety check}: reads the rules, and lists them. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Reads every file of conf/safety and the code sets that rules name, and lists the rules.",
      "Says every problem at once, each with its remedy (exit code 78). Starts no Spark."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  medley safety check", "  medley safety check --conf mysite/conf --output json"})
final class SafetyCheckCommand implements Callable<Integer>, WithoutLake {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("rule", "string"),
          new Column("kind", "string"),
          new Column("severity", "string"),
          new Column("drugs", "bigint"),
          new Column("source", "string"),
          new Column("version", "string"),
          new Column("licence", "string"));

  @Mixin private Options options;

  @Override
  public Integer call() {
    Problems problems = new Problems();
    SafetySettings settings = SafetySettings.read(options.conf(), problems);
    problems.throwIfAny();
    List<List<Object>> rows = new ArrayList<>();
    for (SafetyRule rule : settings.knowledge().byId().values()) {
      rows.add(
          List.of(
              rule.id(),
              rule.kind().word(),
              rule.severity().word(),
              (long) rule.drugs().size(),
              rule.citation().source(),
              rule.citation().version(),
              rule.citation().licence()));
    }
    Streams.print(options, Rows.all(COLUMNS, rows));
    return ExitCode.DONE.number();
  }
}
