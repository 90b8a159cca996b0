package org.medley.jobs.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Query;
import org.medley.jobs.release.ReleaseTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley sql}: queries on one release. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Queries the current release, or another one, by table name. Without a statement it reads",
      "statements from standard input, each ended by a semicolon; '.tables' lists the tables,",
      "'.schema TABLE' shows columns, '.quit' ends."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley sql \"SELECT * FROM published.risk ORDER BY risk_score DESC LIMIT 10\"",
      "  medley sql --output json \"SELECT rule, samples FROM cohort.attrition ORDER BY step\"",
      "  medley sql .tables"
    })
final class SqlCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 100;
  private static final int MOST_JSON = 1_000_000;

  @Mixin private Options options;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Parameters(arity = "0..1", paramLabel = "STATEMENT", description = "One query.")
  private String statement;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.reading(options);
    Release release =
        Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId));
    ReleaseTables tables = workspace.tables(release);
    Query query = workspace.query(release);
    if (statement != null) {
      Streams.print(options, answer(query, tables, statement));
    } else {
      shell(query, tables, release);
    }
    return ExitCode.DONE.number();
  }

  private Rows answer(Query query, ReleaseTables tables, String text) {
    if (text.strip().equals(".tables")) {
      return Rows.all(
          List.of(new Column("table", "string"), new Column("rows", "bigint")),
          tables.names().stream().map(name -> List.<Object>of(name, tables.rows(name))).toList());
    }
    if (text.strip().startsWith(".schema")) {
      return schema(tables, text.strip().substring(".schema".length()).strip());
    }
    return ResultRows.of(query.rows(text), options.json() ? MOST_JSON : MOST_SHOWN);
  }

  private static Rows schema(ReleaseTables tables, String name) {
    var table =
        tables
            .contract(name)
            .orElseThrow(
                () ->
                    new MedleyException(
                        ExitCode.USAGE, "there is no table '" + name + "'", "see '.tables'"));
    return Rows.all(
        List.of(
            new Column("column", "string"),
            new Column("type", "string"),
            new Column("meaning", "string")),
        java.util.Arrays.stream(table.schema().fields())
            .map(
                field ->
                    List.<Object>of(
                        field.name(),
                        field.dataType().simpleString(),
                        field.getComment().getOrElse(() -> "")))
            .toList());
  }

  private void shell(Query query, ReleaseTables tables, Release release) throws IOException {
    PrintStream error = Streams.progress(options).out();
    error.println("release " + release.releaseId() + " as of " + release.asOf());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    StringBuilder text = new StringBuilder();
    prompt(error, text);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      text.append(line).append('\n');
      String entered = text.toString().strip();
      if (entered.equals(".quit")) {
        return;
      }
      if (entered.endsWith(";") || entered.startsWith(".")) {
        tell(query, tables, entered, error);
        text.setLength(0);
      }
      prompt(error, text);
    }
    if (!text.toString().isBlank()) {
      tell(query, tables, text.toString().strip(), error);
    }
  }

  /** One mistake does not end the shell. */
  private void tell(Query query, ReleaseTables tables, String entered, PrintStream error) {
    try {
      Streams.print(options, answer(query, tables, entered));
    } catch (MedleyException e) {
      error.println(e.getMessage());
      error.println("  " + e.remedy());
    }
  }

  private static void prompt(PrintStream error, StringBuilder text) {
    if (Streams.prompting()) {
      error.print(text.isEmpty() ? "medley> " : "     -> ");
      error.flush();
    }
  }
}
