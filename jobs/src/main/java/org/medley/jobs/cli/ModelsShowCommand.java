package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.release.Query;
import org.medley.models.promotion.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley models show}: where a model comes from, and how well it did. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows where a model comes from (task, settings, seed, snapshot, inputs, code, environment)"
          + " and how well it did, on everyone and by group; then its state and what was decided on"
          + " it, by whom, when and why, as the registry has them now.",
      "'medley models card' answers what a reviewer asks."
    })
final class ModelsShowCommand implements Callable<Integer> {
  private static final int MOST = 10_000;
  private static final String PROVENANCE = "provenance";
  private static final String SHOWN =
      """
      SELECT part, name, regexp_replace(value, '[ \\n]+', ' ') AS value FROM (
        SELECT 0 AS block, 'provenance' AS part, stack(17,
          1, 'task', task, 2, 'model_version', model_version, 3, 'state', state,
          4, 'family', family, 5, 'settings', settings, 6, 'seed', CAST(seed AS STRING),
          7, 'snapshot_id', snapshot_id, 8, 'inputs', inputs, 9, 'code_version', code_version,
          10, 'environment', environment,
          11, 'training_subjects', CAST(training_subjects AS STRING),
          12, 'training_samples', CAST(training_samples AS STRING),
          13, 'training_events', CAST(training_events AS STRING), 14, 'path', path,
          15, 'task_digest', task_digest, 16, 'trained_as_of', CAST(trained_as_of AS STRING),
          17, 'trained_why', trained_why)
          AS (place, name, value)
        FROM model.models WHERE model_version = '%1$s'
        UNION ALL
        SELECT 1, split, row_number() OVER (ORDER BY split DESC, subgroup, metric),
          IF(subgroup = 'all', metric, concat(metric, ', ', subgroup)),
          IF(value IS NULL, IF(metric LIKE 'about_%%', method, 'not assessable'),
             concat(CAST(round(value, 4) AS STRING),
                    IF(low IS NULL OR high IS NULL, '',
                       concat(' (', round(low, 4), ' to ', round(high, 4), ')'))))
        FROM model.evaluations WHERE model_version = '%1$s')
      ORDER BY block, place
      """;

  @Mixin private Options options;

  @Parameters(paramLabel = "MODEL", description = "A version, or its beginning.")
  private String model;

  @Option(
      names = "--release",
      paramLabel = "ID",
      description = "As that release has it. Default: as it is now.")
  private String releaseId;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.reading(options);
    Ledger ledger = workspace.control().ledger();
    Release release = Workspace.release(ledger, Optional.ofNullable(releaseId));
    Query query =
        releaseId == null ? workspace.registry(ledger, release) : workspace.query(release);
    String version = ModelVersions.named(query, model);
    Rows shown = ResultRows.of(query.rows(SHOWN.formatted(version)), MOST);
    Registry registry = registry(ledger, version);
    Streams.print(options, Rows.all(shown.columns(), told(shown, registry, version)));
    return ExitCode.DONE.number();
  }

  private static Registry registry(Ledger ledger, String version) {
    return TaskModels.of(ledger).values().stream()
        .filter(each -> each.model(version).isPresent())
        .findFirst()
        .orElseThrow();
  }

  /** What the release says, with the state as it is now and what was decided. */
  private static List<List<Object>> told(Rows shown, Registry registry, String version) {
    List<List<Object>> told = new ArrayList<>();
    for (List<Object> row : shown.rows()) {
      boolean state = PROVENANCE.equals(row.get(0)) && "state".equals(row.get(1));
      told.add(state ? List.of(PROVENANCE, "state", registry.state(version).text()) : row);
    }
    Trained model = registry.model(version).orElseThrow();
    told.add(List.of(PROVENANCE, "trained_by", model.by()));
    told.add(List.of(PROVENANCE, "trained_time", model.time().toString()));
    if (model.updated()) {
      told.add(List.of(PROVENANCE, "update", model.update()));
      told.add(List.of(PROVENANCE, "update_of", model.parent()));
    }
    registry.decisions().stream()
        .filter(made -> made.decision().version().equals(version))
        .forEach(made -> told.addAll(decision(made)));
    return told;
  }

  private static List<List<Object>> decision(Registry.Made made) {
    Decision decision = made.decision();
    List<List<Object>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "decision",
            "%s by %s, %s".formatted(decision.act().text(), decision.by(), made.time()),
            decision.why().isEmpty() ? "no reason was given" : decision.why()));
    for (Verdict verdict : decision.verdicts()) {
      String result = verdict.result().name().toLowerCase(Locale.ROOT);
      rows.add(List.of("gate", verdict.gate(), result + ": " + verdict.words()));
    }
    return rows;
  }
}
