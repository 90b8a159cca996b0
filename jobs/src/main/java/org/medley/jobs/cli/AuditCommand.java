package org.medley.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.LeakAudit;
import org.medley.features.leak.KnownValues;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.audit.LeakGates;
import org.medley.jobs.audit.LeakWords;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley audit}: looks for leaks in the matrix of a task. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Looks for leaks in the matrix of a task in the current release, or in another one, by the",
      "code and the settings of the night (validation: {leak-audit: {…}}). Refuses a covariate",
      "that alone tells the outcome implausibly well, or whose values are not what events known at",
      "the index time give, and ends with 80 if there is one. Warnings refuse nothing. The table",
      "feature.leak_audit holds every covariate and check of the night.",
      "--output json: {task, release, result, gates[{name, passed, detail}],",
      "checks{check: {verdict: covariates}}, traced{how: covariates}, allowed[{covariate, reason,",
      "in_matrix}], findings[{covariate, code, unit, check, verdict, value, low, n, events,"
          + " why}]};",
      "counts below the site's minimum cell are null."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  medley audit acute-care",
      "  medley audit acute-care --release 2024-05-31-9850b84e --output json",
      "  medley audit acute-care --set tasks.acute-care.validation.leak-audit.members=100000"
    })
final class AuditCommand implements Callable<Integer> {
  private static final int MOST = 200;

  @Mixin private Options options;

  @Parameters(paramLabel = "TASK", description = "A task of the configuration, by name.")
  private String name;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Override
  public Integer call() {
    Configuration configuration = Pulls.configuration(options);
    TaskSettings task = task(configuration);
    Workspace workspace = Workspace.reading(options);
    Release release =
        Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId));
    AuditedRelease audited = new AuditedRelease(workspace, release, configuration.site(), task);
    Dataset<Row> findings = audited.findings().persist(StorageLevel.MEMORY_AND_DISK());
    int minimum = configuration.site().minimumCell();
    List<Gate> gates = new ArrayList<>();
    gates.add(audited.peopleApart());
    gates.addAll(LeakGates.of(task, findings, minimum));
    boolean passed = gates.stream().allMatch(Gate::passed);
    List<Row> rows = told(findings);
    if (options.json()) {
      Streams.answer().println(Json.write(document(release, task, gates, findings, rows, minimum)));
    } else {
      print(gates, rows, minimum);
    }
    findings.unpersist();
    return (passed ? ExitCode.DONE : ExitCode.GATE_REFUSED).number();
  }

  private TaskSettings task(Configuration configuration) {
    return configuration.tasks().stream()
        .filter(task -> task.name().equals(name))
        .filter(TaskSettings::hasFeatures)
        .findFirst()
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.USAGE,
                    "there is no task '" + name + "' with covariates",
                    "name one of "
                        + configuration.tasks().stream()
                            .filter(TaskSettings::hasFeatures)
                            .map(TaskSettings::name)
                            .toList()));
  }

  /** Leaks, then what is allowed, then warnings, at last those on how events were recorded. */
  private static List<Row> told(Dataset<Row> findings) {
    org.apache.spark.sql.Column verdict = col(LeakAudit.VERDICT);
    return findings
        .where(verdict.isin(LeakAudit.LEAK, LeakAudit.ALLOWED, LeakAudit.WARNING))
        .orderBy(
            when(verdict.equalTo(LeakAudit.LEAK), 0)
                .when(verdict.equalTo(LeakAudit.ALLOWED), 1)
                .otherwise(2),
            col(LeakAudit.CHECK)
                .isin(
                    KnownValues.ASSUMED_TIMES,
                    KnownValues.RECORDED_BEFORE,
                    KnownValues.RECORDED_LATE,
                    KnownValues.REPLACED_LATER),
            col(LeakAudit.CHECK),
            col(LeakAudit.VALUE).desc(),
            col(LeakAudit.COVARIATE))
        .limit(MOST)
        .collectAsList();
  }

  private void print(List<Gate> gates, List<Row> rows, int minimum) {
    LeakWords words = new LeakWords(minimum);
    List<List<Object>> cells = new ArrayList<>();
    for (Row row : rows) {
      cells.add(
          List.of(
              row.getAs(LeakAudit.VERDICT),
              row.getAs(LeakAudit.CHECK),
              row.getAs(LeakAudit.COVARIATE),
              words.of(row)));
    }
    if (!cells.isEmpty()) {
      List<Column> columns =
          List.of(
              new Column("verdict", "string"),
              new Column("check", "string"),
              new Column("covariate", "string"),
              new Column("why", "string"));
      Streams.print(options, Rows.all(columns, cells));
    }
    gates.forEach(
        gate ->
            Streams.answer()
                .println(
                    (gate.passed() ? "passed: " : "refused: ")
                        + gate.name()
                        + ": "
                        + gate.detail()));
  }

  private Map<String, Object> document(
      Release release,
      TaskSettings task,
      List<Gate> gates,
      Dataset<Row> findings,
      List<Row> rows,
      int minimum) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", task.name());
    document.put("release", release.releaseId());
    document.put("result", gates.stream().allMatch(Gate::passed) ? "passed" : "refused");
    document.put("gates", gates);
    document.put("checks", checks(findings));
    document.put("traced", AuditedRelease.traced(findings));
    document.put("allowed", allowed(task, findings));
    LeakWords words = new LeakWords(minimum);
    document.put("findings", rows.stream().map(row -> finding(row, words)).toList());
    return document;
  }

  private static Map<String, Map<String, Long>> checks(Dataset<Row> findings) {
    Map<String, Map<String, Long>> checks = new TreeMap<>();
    findings
        .groupBy(LeakAudit.CHECK, LeakAudit.VERDICT)
        .count()
        .collectAsList()
        .forEach(
            row ->
                checks
                    .computeIfAbsent(row.getString(0), check -> new TreeMap<>())
                    .put(row.getString(1), row.getLong(2)));
    return checks;
  }

  private static List<Map<String, Object>> allowed(TaskSettings task, Dataset<Row> findings) {
    Map<String, String> allowed = task.leakAudit().allowed();
    List<String> there =
        findings
            .where(col(LeakAudit.COVARIATE).isin(allowed.keySet().toArray()))
            .select(LeakAudit.COVARIATE)
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    List<Map<String, Object>> told = new ArrayList<>();
    new TreeMap<>(allowed)
        .forEach(
            (covariate, reason) ->
                told.add(
                    Map.of(
                        "covariate", covariate,
                        "reason", reason,
                        "in_matrix", there.contains(covariate))));
    return told;
  }

  private static Map<String, Object> finding(Row row, LeakWords words) {
    Map<String, Object> finding = new LinkedHashMap<>();
    for (String column :
        List.of(
            LeakAudit.COVARIATE,
            LeakAudit.CODE,
            LeakAudit.UNIT,
            LeakAudit.CHECK,
            LeakAudit.VERDICT)) {
      finding.put(column, row.getAs(column));
    }
    long n = row.getAs(LeakAudit.N);
    long events = row.getAs(LeakAudit.EVENTS);
    boolean small = words.few(n) || words.few(events) || words.few(n - events);
    finding.put(LeakAudit.VALUE, small ? null : row.getAs(LeakAudit.VALUE));
    finding.put(LeakAudit.LOW, small ? null : row.getAs(LeakAudit.LOW));
    finding.put(LeakAudit.N, words.few(n) ? null : n);
    finding.put(LeakAudit.EVENTS, small ? null : events);
    finding.put("why", words.of(row));
    return finding;
  }
}
