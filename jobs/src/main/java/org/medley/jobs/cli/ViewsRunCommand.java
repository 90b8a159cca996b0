package org.medley.jobs.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.cli.console.RowsCsv;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.Views;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley views run}: one view on files of FHIR resources. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a view on FHIR resources in NDJSON files, plain or gzip, and prints its rows.",
      "Every line counts: versions of one resource are not told apart."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley views run my-view.json --fhir extract/",
      "  medley views run patient --fhir extract/ --csv > patients.csv",
      "  medley views run observation --fhir extract/ --out observations.parquet"
    })
final class ViewsRunCommand implements Callable<Integer>, WithoutLake {
  private static final int MOST_SHOWN = 100;
  private static final int MOST_FETCHED = 1_000_000;
  private static final Pattern NDJSON = Pattern.compile(".*\\.(ndjson|jsonl)(\\.gz)?");

  @Mixin private Options options;

  @Parameters(
      paramLabel = "VIEW",
      description = "A file with a ViewDefinition, or the name of a view of the configuration.")
  private String view;

  @Option(
      names = "--fhir",
      required = true,
      paramLabel = "PATH",
      description = "A folder with *.ndjson or *.ndjson.gz, or one such file.")
  private Path fhir;

  @Option(names = "--csv", description = "Prints CSV.")
  private boolean csv;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Writes all rows there as Parquet instead; the folder must not be there yet.")
  private Path out;

  @Override
  public Integer call() {
    View compiled = compiled();
    compiled.unknown().forEach(sentence -> tell(sentence + ": taken as empty"));
    String[] files = files().toArray(String[]::new);
    SparkSession spark = Sessions.open(options.conf());
    LongAccumulator unreadable = spark.sparkContext().longAccumulator();
    Dataset<Row> rows = compiled.rowsOfLines(spark.read().text(files), unreadable);
    if (out != null) {
      write(rows);
    } else {
      print(rows);
    }
    if (unreadable.sum() > 0) {
      tell(unreadable.sum() + " lines are no FHIR resources and were left out");
    }
    return ExitCode.DONE.number();
  }

  private View compiled() {
    Path file = Path.of(view);
    if (Files.isRegularFile(file)) {
      return Views.one(file);
    }
    List<ViewDefinition> known = Views.load(options.conf().resolve("views")).all();
    return known.stream()
        .filter(definition -> definition.name().equals(view))
        .findFirst()
        .map(View::new)
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.USAGE,
                    "there is no view '" + view + "', neither as a file nor by name",
                    "the names are "
                        + String.join(", ", known.stream().map(ViewDefinition::name).toList())));
  }

  private List<String> files() {
    if (Files.isRegularFile(fhir)) {
      return List.of(fhir.toUri().toString());
    }
    try (Stream<Path> files = Files.isDirectory(fhir) ? Files.list(fhir) : Stream.empty()) {
      List<String> found =
          files
              .filter(file -> NDJSON.matcher(String.valueOf(file.getFileName())).matches())
              .sorted()
              .map(file -> file.toUri().toString())
              .toList();
      if (found.isEmpty()) {
        throw new MedleyException(
            ExitCode.INPUT_MISSING,
            "there are no NDJSON files in " + fhir,
            "name a folder with *.ndjson or *.ndjson.gz");
      }
      return found;
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT, fhir + " cannot be read", "check that it may be read", e);
    }
  }

  private void write(Dataset<Row> rows) {
    if (Files.exists(out)) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE, out + " is there already", "name another folder, or remove it");
    }
    rows.write().parquet(out.toUri().toString());
  }

  private void print(Dataset<Row> rows) {
    boolean whole = csv || options.json();
    Rows shown = plain(ResultRows.of(rows, whole ? MOST_FETCHED : MOST_SHOWN));
    if (csv) {
      Streams.answer().print(RowsCsv.render(shown));
    } else {
      Streams.print(options, shown);
    }
    if (whole && shown.total() > shown.rows().size()) {
      tell("only the first %d rows are printed; --out writes all".formatted(MOST_FETCHED));
    }
  }

  /** Decimals without the zeros that fill up their Spark type. */
  private static Rows plain(Rows rows) {
    List<List<Object>> plain = new ArrayList<>();
    for (List<Object> row : rows.rows()) {
      List<Object> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(plain(cell)));
      plain.add(cells);
    }
    return new Rows(rows.columns(), plain, rows.total());
  }

  private static Object plain(Object cell) {
    if (cell instanceof BigDecimal decimal) {
      BigDecimal stripped = decimal.stripTrailingZeros();
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
    return cell instanceof List<?> list ? list.stream().map(ViewsRunCommand::plain).toList() : cell;
  }

  private void tell(String sentence) {
    Streams.progress(options).out().println(sentence);
  }
}
