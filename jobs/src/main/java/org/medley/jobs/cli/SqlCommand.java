package org.medley.jobs.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.cli.console.RowsCsv;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.TableNames;
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
      "  medley sql --csv \"SELECT * FROM published.model_performance\" > performance.csv",
      "  medley sql .tables"
    })
final class SqlCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 100;
  private static final int MOST_JSON = 1_000_000;

  @Mixin private Options options;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Option(
      names = "--engine",
      paramLabel = "auto|duckdb|spark",
      defaultValue = "auto",
      description =
          "What answers. Default: auto, an embedded DuckDB where it can, else Spark, which takes"
              + " seconds to start.")
  private SqlEngine engine;

  @Option(names = "--csv", description = "Comma-separated values instead of a table.")
  private boolean csv;

  @Parameters(arity = "0..1", paramLabel = "STATEMENT", description = "One query.")
  private String statement;

  @Override
  public Integer call() throws IOException {
    try (ReleaseQueries queries =
        ReleaseQueries.of(options, Optional.ofNullable(releaseId), engine)) {
      if (statement == null) {
        return shell(queries).number();
      }
      print(answer(queries, statement));
      return ExitCode.DONE.number();
    }
  }

  private void print(Rows rows) {
    if (csv) {
      Streams.answer().print(RowsCsv.render(rows));
    } else {
      Streams.print(options, rows);
    }
  }

  private Rows answer(ReleaseQueries queries, String text) {
    if (text.strip().equals(".tables")) {
      return Rows.all(
          List.of(new Column("table", "string"), new Column("rows", "bigint")),
          queries.tables().names().stream()
              .map(name -> List.<Object>of(name, queries.release().rows(name)))
              .toList());
    }
    if (text.strip().startsWith(".schema")) {
      return schema(queries.tables(), text.strip().substring(".schema".length()).strip());
    }
    return queries.rows(text, csv || options.json() ? MOST_JSON : MOST_SHOWN);
  }

  private static Rows schema(TableNames tables, String name) {
    var table =
        tables
            .contract(name)
            .orElseThrow(
                () ->
                    new MedleyException(
                        ExitCode.USAGE, "there is no table '" + name + "'", tables.remedy(name)));
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

  /** The exit code: a file or pipe in which a statement fails ends with that of the first. */
  private ExitCode shell(ReleaseQueries queries) throws IOException {
    Streams.progress(options)
        .out()
        .println("release " + queries.release().releaseId() + " as of " + queries.release().asOf());
    List<ExitCode> failed = new ArrayList<>();
    try (StatementLines lines = StatementLines.open(queries.tables())) {
      StringBuilder text = new StringBuilder();
      for (Optional<String> line = lines.next(true);
          line.isPresent();
          line = lines.next(text.isEmpty())) {
        text.append(line.get()).append('\n');
        String entered = text.toString().strip();
        if (entered.equals(".quit")) {
          text.setLength(0);
          break;
        }
        if (entered.endsWith(";") || entered.startsWith(".")) {
          tell(queries, entered).ifPresent(failed::add);
          text.setLength(0);
        }
      }
      if (!text.toString().isBlank()) {
        tell(queries, text.toString().strip()).ifPresent(failed::add);
      }
    }
    return failed.isEmpty() || Streams.prompting() ? ExitCode.DONE : failed.get(0);
  }

  /** One mistake does not end the shell; it is told, and returned. */
  private Optional<ExitCode> tell(ReleaseQueries queries, String entered) {
    try {
      print(answer(queries, entered));
      return Optional.empty();
    } catch (MedleyException e) {
      Streams.error().println(e.getMessage());
      Streams.error().println("  " + e.remedy());
      return Optional.of(e.exitCode());
    }
  }
}
