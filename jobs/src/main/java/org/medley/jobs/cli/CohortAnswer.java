package org.medley.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.medley.features.cohort.MemberCounts;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Members;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.export.LabelExport;

/** Tells what was drawn: as tables or one JSON document, and as files where a folder is named. */
final class CohortAnswer {
  private static final int MOST_SHOWN = 20;
  private static final List<Column> ATTRITION =
      List.of(
          new Column(Attrition.PURPOSE, "string"),
          new Column(Attrition.RULE, "string"),
          new Column(Attrition.SUBJECTS, "bigint"),
          new Column(Attrition.SAMPLES, "bigint"));
  private static final List<Column> COUNTS =
      List.of(
          new Column(Members.PURPOSE, "string"),
          new Column(Members.SPLIT, "string"),
          new Column(MemberCounts.SUBJECTS, "bigint"),
          new Column(MemberCounts.MEMBERS, "bigint"),
          new Column(MemberCounts.POSITIVE, "bigint"),
          new Column(MemberCounts.NEGATIVE, "bigint"),
          new Column(MemberCounts.UNKNOWN, "bigint"),
          new Column(MemberCounts.FEWEST, "bigint"),
          new Column(MemberCounts.MOST, "bigint"));

  private final Options options;
  private final CohortDraw draw;

  CohortAnswer(Options options, CohortDraw draw) {
    this.options = options;
    this.draw = draw;
  }

  /** Prints; where {@code out} is not null, writes the samples there and prints none. */
  void give(Path out) {
    List<Row> attrition = draw.attrition();
    boolean ofLake = !draw.about().isEmpty();
    List<Row> counts = ofLake ? draw.counts() : List.of();
    Map<String, Long> matches = draw.matches();
    List<String> empty = matches.keySet().stream().filter(name -> matches.get(name) == 0).toList();
    Map<String, String> nearest = draw.nearest(empty);
    warn(empty, nearest);
    CohortJson json =
        new CohortJson(draw.task(), draw.about(), attrition, counts, matches, nearest);
    if (out != null) {
      write(out, json);
    }
    if (options.json()) {
      json.write(Streams.answer(), out == null ? draw.sorted().toLocalIterator() : null);
      return;
    }
    if (out == null && !ofLake) {
      Streams.print(options, ResultRows.of(draw.sorted(), MOST_SHOWN));
    }
    Streams.print(options, table(ofLake ? ATTRITION : ATTRITION.subList(1, 4), attrition));
    if (ofLake) {
      Streams.print(options, table(COUNTS, counts));
    }
  }

  private void warn(List<String> empty, Map<String, String> nearest) {
    PrintStream progress = Streams.progress(options).out();
    for (String name : empty) {
      String near = nearest.get(name);
      progress.printf(
          "warning: the predicate '%s' matches no statement of the data%s%n",
          name, near == null ? "" : "; the code nearest by spelling is '" + near + "'");
    }
  }

  private void write(Path out, CohortJson json) {
    LabelExport.of(draw.samples(), draw.task().labelWindow().isPresent(), draw.task().zone())
        .write()
        .parquet(out.resolve("labels").toUri().toString());
    try (OutputStream file = Files.newOutputStream(out.resolve("attrition.json"))) {
      json.write(file, null);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE, out + " cannot be written", "check space and permissions", e);
    }
  }

  private static Rows table(List<Column> columns, List<Row> rows) {
    List<List<Object>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(Arrays.asList(columns.stream().map(Column::name).map(row::getAs).toArray()));
    }
    return Rows.all(columns, cells);
  }
}
