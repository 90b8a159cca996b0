package org.medley.jobs.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.release.Query;
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
          + " and how well it did, on everyone and by group.",
      "'medley models card' answers what a reviewer asks."
    })
final class ModelsShowCommand implements Callable<Integer> {
  private static final int MOST = 10_000;
  private static final String SHOWN =
      """
      SELECT part, name, regexp_replace(value, '[ \\n]+', ' ') AS value FROM (
        SELECT 0 AS block, 'provenance' AS part, stack(14,
          1, 'task', task, 2, 'model_version', model_version, 3, 'state', state,
          4, 'family', family, 5, 'settings', settings, 6, 'seed', CAST(seed AS STRING),
          7, 'snapshot_id', snapshot_id, 8, 'inputs', inputs, 9, 'code_version', code_version,
          10, 'environment', environment,
          11, 'training_subjects', CAST(training_subjects AS STRING),
          12, 'training_samples', CAST(training_samples AS STRING),
          13, 'training_events', CAST(training_events AS STRING), 14, 'path', path)
          AS (place, name, value)
        FROM model.models WHERE model_version = '%1$s'
        UNION ALL
        SELECT 1, split, row_number() OVER (ORDER BY split DESC, subgroup, metric),
          IF(subgroup = 'all', metric, concat(metric, ', ', subgroup)),
          IF(value IS NULL, 'not assessable',
             concat(CAST(round(value, 4) AS STRING),
                    IF(low IS NULL OR high IS NULL, '',
                       concat(' (', round(low, 4), ' to ', round(high, 4), ')'))))
        FROM model.evaluations WHERE model_version = '%1$s')
      ORDER BY block, place
      """;

  @Mixin private Options options;

  @Parameters(paramLabel = "MODEL", description = "A version, or its beginning.")
  private String model;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.reading(options);
    Query query =
        workspace.query(
            Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId)));
    String version = ModelVersions.named(query, model);
    Streams.print(options, ResultRows.of(query.rows(SHOWN.formatted(version)), MOST));
    return ExitCode.DONE.number();
  }
}
