package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.compare.TableDifference;
import org.medley.jobs.compare.TaskAtRelease;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Release;

/**
 * What differs between two releases, as tables of what does or as one document of everything.
 *
 * @param before the older release
 * @param after the newer release
 * @param tables every table that was compared
 * @param tasksBefore the tasks of the older release
 * @param tasksAfter the tasks of the newer release
 */
record ReleasesDiffAnswer(
    Release before,
    Release after,
    List<TableDifference> tables,
    List<TaskAtRelease> tasksBefore,
    List<TaskAtRelease> tasksAfter) {

  void tell(Options options, double tolerance, List<String> ignored) {
    if (options.json()) {
      Streams.answer().println(Json.write(document(tolerance, ignored)));
      return;
    }
    List<TableDifference> differing = tables.stream().filter(table -> !table.isNone()).toList();
    Streams.answer()
        .printf(
            "%s against %s: %d of %d tables differ.%n",
            after.releaseId(), before.releaseId(), differing.size(), tables.size());
    if (!differing.isEmpty()) {
      Streams.print(options, rows(differing));
    }
    List<List<Object>> decisions = decisions();
    if (decisions.isEmpty()) {
      Streams.answer().println("Models and gates are the same.");
    } else {
      Streams.print(
          options,
          Rows.all(
              List.of(
                  new Column("task", "string"),
                  new Column("what", "string"),
                  new Column("before", "string"),
                  new Column("after", "string")),
              decisions));
    }
  }

  private Map<String, Object> document(double tolerance, List<String> ignored) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema_version", 1);
    document.put("before", before.releaseId());
    document.put("after", after.releaseId());
    document.put("tolerance", tolerance);
    document.put("ignored", ignored);
    document.put("same", tables.stream().allMatch(TableDifference::isNone));
    document.put("tables", tables.stream().map(ReleasesDiffAnswer::json).toList());
    document.put(
        "tasks",
        tasks().stream()
            .map(
                task -> {
                  Map<String, Object> json = new LinkedHashMap<>();
                  json.put("task", task);
                  json.put("before", of(tasksBefore, task).map(ReleasesDiffAnswer::json));
                  json.put("after", of(tasksAfter, task).map(ReleasesDiffAnswer::json));
                  json.replaceAll(
                      (key, value) -> value instanceof Optional<?> o ? o.orElse(null) : value);
                  return json;
                })
            .toList());
    return document;
  }

  private static Map<String, Object> json(TableDifference table) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("table", table.table());
    json.put("same", table.isNone());
    json.put("rows_before", table.rowsBefore());
    json.put("rows_after", table.rowsAfter());
    json.put("added", table.added());
    json.put("removed", table.removed());
    json.put("changed", table.changed());
    json.put("columns", table.columns());
    return json;
  }

  private static Map<String, Object> json(TaskAtRelease task) {
    return Map.of("model", task.model(), "refused", task.refused(), "gates", task.verdicts());
  }

  private static Rows rows(List<TableDifference> differing) {
    List<List<Object>> rows = new ArrayList<>();
    for (TableDifference table : differing) {
      rows.add(
          List.of(
              table.table(),
              table.rowsBefore(),
              table.rowsAfter(),
              table.added(),
              table.removed(),
              table.changed(),
              table.columns().entrySet().stream()
                  .map(column -> column.getKey() + " " + column.getValue())
                  .collect(Collectors.joining(", "))));
    }
    return Rows.all(
        List.of(
            new Column("table", "string"),
            new Column("before", "bigint"),
            new Column("after", "bigint"),
            new Column("added", "bigint"),
            new Column("removed", "bigint"),
            new Column("changed", "bigint"),
            new Column("columns", "string")),
        rows);
  }

  /** What was decided otherwise: model, refusal and gates of each task. */
  private List<List<Object>> decisions() {
    List<List<Object>> rows = new ArrayList<>();
    for (String task : tasks()) {
      Map<String, String> one = words(of(tasksBefore, task));
      Map<String, String> other = words(of(tasksAfter, task));
      Set<String> all = new LinkedHashSet<>(one.keySet());
      all.addAll(other.keySet());
      for (String what : all) {
        String was = one.getOrDefault(what, "");
        String is = other.getOrDefault(what, "");
        if (!was.equals(is)) {
          rows.add(List.of(task, what, was, is));
        }
      }
    }
    return rows;
  }

  private static Map<String, String> words(Optional<TaskAtRelease> task) {
    Map<String, String> words = new LinkedHashMap<>();
    task.ifPresent(
        found -> {
          words.put("model", found.model());
          words.put("task", found.refused() ? "refused" : "released");
          found.verdicts().forEach((gate, passed) -> words.put(gate, passed ? "passed" : "failed"));
        });
    return words;
  }

  private Set<String> tasks() {
    Set<String> tasks = new TreeSet<>();
    tasksBefore.forEach(task -> tasks.add(task.task()));
    tasksAfter.forEach(task -> tasks.add(task.task()));
    return tasks;
  }

  private static Optional<TaskAtRelease> of(List<TaskAtRelease> tasks, String task) {
    return tasks.stream().filter(each -> each.task().equals(task)).findFirst();
  }
}
