package org.medley.jobs.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.cohort.Cohort;
import org.medley.features.cohort.Cohorts;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.Trigger;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.export.LabelExport;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.source.meds.MedsFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley cohort}: the samples of a task, from a MEDS data set of one's own. */
@Command(
    name = "cohort",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the samples of a task from a MEDS data set, by the code of the night. A task file of",
      "ACES runs unchanged: --mode compat gives what ACES gives, --mode strict (the default) does",
      "not look ahead and leaves a label unknown where the record ends before its window.",
      "--output json: {task, mode, samples[{subject_id, index_time, trigger_time, label,",
      "label_status, label_count, event_time, event_type, censor_time}], attrition[]}; times as in",
      "MEDS, local and without zone; label is 1, 0 or null, and in mode compat the count."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley cohort acute-care --explain",
      "  medley cohort --task readmission.yaml --meds data --output json",
      "  medley cohort --task aces.yaml --predicates mimic.yaml --meds data --mode compat --out"
          + " labels"
    })
final class CohortCommand implements Callable<Integer>, WithoutLake {
  private static final int MOST_SHOWN = 20;
  private static final Instant END_OF_TIME = Instant.parse("9999-12-30T00:00:00Z");
  private static final Set<String> STANDARD =
      Set.of(Events.SUBJECT_ID, Events.TIME, Events.CODE, Events.NUMERIC_VALUE);

  @Mixin private Options options;

  @Parameters(
      arity = "0..1",
      paramLabel = "TASK",
      description = "A task of the configuration, by name; or name a file with --task.")
  private String task;

  @Option(
      names = "--task",
      paramLabel = "FILE",
      description = "The task; conf/tasks/README.md has the language.")
  private Path file;

  @Option(
      names = "--explain",
      description = {
        "Reads no data: prints the tree of windows, the prediction time, what the label depends"
            + " on,",
        "how many samples a subject can have, and what is rarely meant, or every error at once."
      })
  private boolean explain;

  @Option(
      names = "--meds",
      paramLabel = "DIR",
      description = "Folder of the data set: data/**/*.parquet, or the Parquet files themselves.")
  private String meds;

  @Option(
      names = "--predicates",
      paramLabel = "FILE",
      description = "Predicates and patient_demographics that win over the task's by name.")
  private Path predicates;

  @Option(
      names = "--mode",
      paramLabel = "strict|compat",
      description = "Wins over the task's 'mode'.")
  private Mode mode;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Zone of dates and of the data's times. Default: that of TASK's site, else UTC.")
  private ZoneId zone;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Writes labels/*.parquet (MEDS label schema; unknown labels are left out) and",
        "attrition.json there and prints no samples; the folder must not be there yet."
      })
  private Path out;

  @Override
  public Integer call() {
    if ((task == null) == (file == null)) {
      throw usage("name the task, either TASK or --task FILE");
    }
    TaskOfFile reader = new TaskOfFile(options, task, file, predicates, mode, zone);
    if (explain) {
      return new CohortExplain(options, reader).call();
    }
    if (meds == null) {
      throw usage("name the data with --meds DIR, or ask for --explain");
    }
    draw(reader.task());
    return ExitCode.DONE.number();
  }

  private static MedleyException usage(String what) {
    return new MedleyException(ExitCode.USAGE, what, "see 'medley cohort --help'");
  }

  private void draw(Task task) {
    if (out != null && Files.exists(out)) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE, out + " is there already", "name another folder, or remove it");
    }
    SparkSession spark = Sessions.open(options.conf());
    try (MedsFolder data = MedsFolder.open(spark, meds, task.zone(), columns(task))) {
      Cohort cohort =
          Cohorts.train(data.events(), data.subjects(), data.periods(), task, asOf(task));
      cohort.candidates().persist(StorageLevel.MEMORY_AND_DISK());
      List<Row> attrition = cohort.attrition().orderBy(Attrition.STEP).collectAsList();
      if (out != null) {
        write(task, cohort.samples(), attrition);
      }
      print(task, cohort.samples(), attrition);
      cohort.candidates().unpersist();
    }
  }

  private Instant asOf(Task task) {
    return options.asOf().map(date -> Trigger.endOfDay(date, task.zone())).orElse(END_OF_TIME);
  }

  /** Columns beyond the standard's that predicates compare. */
  private static Set<String> columns(Task task) {
    Set<String> columns = new TreeSet<>();
    for (Predicate predicate : task.predicates().values()) {
      if (predicate instanceof Predicate.Plain plain) {
        columns.addAll(plain.columns().keySet());
      } else if (predicate instanceof Predicate.Static fact) {
        columns.addAll(fact.plain().columns().keySet());
      }
    }
    columns.removeAll(STANDARD);
    return columns;
  }

  private void write(Task task, Dataset<Row> samples, List<Row> attrition) {
    LabelExport.of(samples, task.labelWindow().isPresent(), task.zone())
        .write()
        .parquet(out.resolve("labels").toUri().toString());
    try (OutputStream json = Files.newOutputStream(out.resolve("attrition.json"))) {
      new CohortJson(task).write(json, null, attrition);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE, out + " cannot be written", "check space and permissions", e);
    }
  }

  private void print(Task task, Dataset<Row> samples, List<Row> attrition) {
    Dataset<Row> sorted = samples.orderBy(Members.SUBJECT_ID, Members.INDEX_TIME, "trigger_time");
    if (options.json()) {
      new CohortJson(task)
          .write(Streams.answer(), out == null ? sorted.toLocalIterator() : null, attrition);
      return;
    }
    if (out == null) {
      Streams.print(options, ResultRows.of(sorted, MOST_SHOWN));
    }
    Streams.print(options, table(attrition));
  }

  private static Rows table(List<Row> attrition) {
    List<Column> columns =
        List.of(
            new Column(Attrition.RULE, "string"),
            new Column(Attrition.SUBJECTS, "bigint"),
            new Column(Attrition.SAMPLES, "bigint"));
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : attrition) {
      rows.add(columns.stream().<Object>map(column -> row.getAs(column.name())).toList());
    }
    return Rows.all(columns, rows);
  }
}
