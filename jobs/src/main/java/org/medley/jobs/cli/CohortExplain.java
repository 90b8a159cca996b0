package org.medley.jobs.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.TaskProblem;
import org.medley.features.cohort.TaskReview;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.settings.Problems;

/** Says what a task means before any data are read. */
final class CohortExplain implements Callable<Integer> {
  private final Options options;
  private final TaskOfFile reader;

  CohortExplain(Options options, TaskOfFile reader) {
    this.options = options;
    this.reader = reader;
  }

  /** Prints the review; exit code 78 where the file has errors, which are all told. */
  @Override
  public Integer call() {
    Problems problems = new Problems();
    Optional<Task> task = reader.read(problems);
    if (options.json() && !problems.isEmpty()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("file", reader.path().toString());
      document.put("errors", problems.lines());
      Streams.answer().println(Json.write(document));
      return ExitCode.CONFIGURATION.number();
    }
    problems.throwIfAny();
    TaskReview review = TaskReview.of(task.orElseThrow());
    if (options.json()) {
      Streams.answer().println(Json.write(document(task.orElseThrow(), review, problems)));
    } else {
      print(task.orElseThrow(), review, problems);
    }
    return ExitCode.DONE.number();
  }

  private Map<String, Object> document(Task task, TaskReview review, Problems problems) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", task.name());
    document.put("mode", task.mode().name().toLowerCase(Locale.ROOT));
    document.put("file", reader.path().toString());
    document.put("trigger", review.trigger());
    document.put("tree", review.tree());
    document.put("windows", review.windows());
    document.put("prediction_time", review.index());
    document.put("label", review.label());
    document.put("label_depends_on", review.dependsOn());
    document.put("filters", review.filters());
    document.put("label_looks_back", review.looksBack());
    document.put("label_constant", review.constant());
    document.put("samples_per_subject", review.samples());
    List<Object> warnings = new ArrayList<>();
    for (TaskProblem each : review.warnings()) {
      Map<String, Object> warning = new LinkedHashMap<>();
      warning.put("place", problems.place(reader.path().toString(), each.path()));
      warning.put("key", each.path());
      warning.put("what", each.what());
      warning.put("remedy", each.remedy());
      warnings.add(warning);
    }
    document.put("warnings", warnings);
    return document;
  }

  private void print(Task task, TaskReview review, Problems problems) {
    PrintStream out = Streams.answer();
    out.printf("Task %s, mode %s%n%n", task.name(), task.mode().name().toLowerCase(Locale.ROOT));
    review.tree().forEach(line -> out.println("  " + line));
    out.println();
    review.windows().forEach(line -> out.println("  " + line));
    out.println();
    out.println("Prediction time      " + review.index());
    out.println("Samples of a subject " + review.samples());
    if (review.label() == null) {
      out.println("Label                none");
    } else {
      out.println("Label                " + review.label());
      out.println("  placed by          " + String.join(", ", review.dependsOn()));
      out.println(
          "  looks back         "
              + (review.looksBack()
                  ? "yes: it may depend on the prediction time or what lies before"
                  : "no: it depends on nothing at or before the prediction time"));
      out.println(
          "  constant           "
              + (review.constant() == null ? "no reason to think so" : review.constant()));
    }
    if (!review.filters().isEmpty()) {
      out.println("Samples are filtered by " + String.join(", ", review.filters()));
    }
    for (TaskProblem each : review.warnings()) {
      String place = problems.place(reader.path().toString(), each.path());
      out.printf("%nwarning: %s: %s", place, each);
    }
    out.println(review.warnings().isEmpty() ? "" : "\n");
  }
}
