package org.medley.jobs.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.view.suite.CaseResult;
import org.medley.jobs.view.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code medley views test}: files of the suite of SQL on FHIR. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Runs files in the format of the test suite of SQL on FHIR v2 and tells how each case ended.",
      "Exit code 0 if all are as expected, 65 if any is not.",
      "--output json: {passed, failed, cases: [{file, title, ok, message}]}."
    },
    footerHeading = "%nExample:%n",
    footer = "  medley views test sql-on-fhir-v2/tests/*.json")
final class ViewsTestCommand implements Callable<Integer>, WithoutLake {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("file", "string"),
          new Column("title", "string"),
          new Column("ok", "boolean"),
          new Column("message", "string"));

  @Mixin private Options options;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of a suite.")
  private List<Path> files;

  @Override
  public Integer call() {
    SparkSession spark = Sessions.open(options.conf()).newSession();
    // A handful of rows each: compiling code for them would take longer than all else.
    spark.conf().set("spark.sql.shuffle.partitions", "1");
    spark.conf().set("spark.sql.codegen.wholeStage", "false");
    spark.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    List<CaseResult> results =
        files.stream().flatMap(file -> results(spark, file).stream()).toList();
    long passed = results.stream().filter(CaseResult::ok).count();
    if (options.json()) {
      Streams.answer().println(Json.write(document(results, passed)));
    } else {
      Streams.print(options, Rows.all(COLUMNS, results.stream().map(this::row).toList()));
      Streams.answer().printf("%d passed, %d failed%n", passed, results.size() - passed);
    }
    return (passed == results.size() ? ExitCode.DONE : ExitCode.DATA_REJECTED).number();
  }

  /** A file that is no suite is a case that failed; one that is not there ends the command. */
  private static List<CaseResult> results(SparkSession spark, Path file) {
    try {
      return Suite.read(spark, file).run();
    } catch (MedleyException e) {
      if (e.exitCode() != ExitCode.DATA_REJECTED) {
        throw e;
      }
      return List.of(
          new CaseResult(String.valueOf(file.getFileName()), "(the file)", false, e.getMessage()));
    }
  }

  private List<Object> row(CaseResult result) {
    return List.of(result.file(), result.title(), result.ok(), result.message());
  }

  private static Map<String, Object> document(List<CaseResult> results, long passed) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("passed", passed);
    document.put("failed", results.size() - passed);
    List<Object> cases = new ArrayList<>();
    for (CaseResult result : results) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("file", result.file());
      one.put("title", result.title());
      one.put("ok", result.ok());
      one.put("message", result.message());
      cases.add(one);
    }
    document.put("cases", cases);
    return document;
  }
}
