package org.medley.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.Trigger;
import org.medley.features.contract.Events;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.session.Sessions;
import org.medley.jobs.source.meds.MedsFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley cohort}: the cohort of a task, over a lake or a MEDS data set of one's own. */
@Command(
    name = "cohort",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the cohort of a task by the code of the night and writes nothing to the lake. A task",
      "of the configuration is drawn over the current release of the lake, or over --meds; a file",
      "over --meds. Predicates that match nothing are named. A task file of ACES runs unchanged:",
      "--mode compat gives what ACES gives, --mode strict (the default) does not look ahead and",
      "leaves a label unknown where the record ends before its window.",
      "--output json: {task, mode, samples[{subject_id, index_time, trigger_time, label,",
      "label_status, label_count, event_time, event_type, censor_time}], attrition[], predicates[",
      "{name, statements, nearest_code}]}, of a lake also release, as_of and counts[] by purpose",
      "and split (fewest and most are members of one subject); times as in MEDS, local and without"
          + " zone; label is 1, 0 or null, and in mode",
      "compat the count."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley cohort acute-care --explain",
      "  medley cohort acute-care --lake lake --as-of 2024-01-31",
      "  medley cohort --task readmission.yaml --meds data --output json",
      "  medley cohort --task aces.yaml --predicates mimic.yaml --meds data --mode compat --out"
          + " labels"
    })
final class CohortCommand implements Callable<Integer>, WithoutLake {
  private static final Instant END_OF_TIME = Instant.parse("9999-12-30T00:00:00Z");
  private static final Set<String> STANDARD =
      Set.of(Events.SUBJECT_ID, Events.TIME, Events.CODE, Events.NUMERIC_VALUE);

  @Mixin private Options options;

  @Parameters(
      arity = "0..1",
      paramLabel = "TASK",
      description = "A task or decision of the configuration; or name a file with --task.")
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
      names = "--release",
      paramLabel = "ID",
      description = "A release of the lake. Default: the current one.")
  private String releaseId;

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
    if (meds == null && file != null) {
      throw usage("name the data with --meds DIR, or ask for --explain");
    }
    if (meds != null && releaseId != null) {
      throw usage("--release is of a lake and --meds of files: name one of them");
    }
    if (out != null && Files.exists(out)) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE, out + " is there already", "name another folder, or remove it");
    }
    Task read = reader.task();
    try (CohortDraw draw = meds == null ? ofLake(read) : ofMeds(read)) {
      new CohortAnswer(options, draw).give(out);
    }
    return ExitCode.DONE.number();
  }

  private static MedleyException usage(String what) {
    return new MedleyException(ExitCode.USAGE, what, "see 'medley cohort --help'");
  }

  private CohortDraw ofMeds(Task task) {
    Instant asOf = options.asOf().map(date -> end(date, task)).orElse(END_OF_TIME);
    MedsFolder folder =
        MedsFolder.open(Sessions.open(options.conf()), meds, task.zone(), columns(task));
    return new CohortDraw(task, CohortData.of(folder, asOf), CohortDraw.Purposes.TRAIN);
  }

  private CohortDraw ofLake(Task task) {
    Workspace workspace = Workspace.reading(options);
    Release release =
        Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId));
    Instant asOf = end(options.asOf().orElse(release.date()), task);
    return new CohortDraw(task, CohortData.of(workspace, release, asOf), CohortDraw.Purposes.ALL);
  }

  private static Instant end(LocalDate date, Task task) {
    return Trigger.endOfDay(date, task.zone());
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
}
