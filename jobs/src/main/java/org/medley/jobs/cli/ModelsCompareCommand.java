package org.medley.jobs.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.release.Query;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medley models compare}: the metrics of two models side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Says the state of two models and puts their metrics side by side, on everyone and by group,"
          + " each as it was evaluated when the model was trained.",
      "Their test members may differ, so the difference has no interval: with both predictions on"
          + " the same people, use 'medley evaluate --compare'."
    })
final class ModelsCompareCommand implements Callable<Integer> {
  private static final int MOST = 10_000;
  private static final String COMPARED =
      """
      SELECT coalesce(a.split, b.split) AS split, coalesce(a.subgroup, b.subgroup) AS subgroup,
             coalesce(a.metric, b.metric) AS metric,
             a.value AS first, a.low AS first_low, a.high AS first_high, a.n AS first_n,
             b.value AS second, b.low AS second_low, b.high AS second_high, b.n AS second_n,
             b.value - a.value AS difference
      FROM (SELECT * FROM model.evaluations WHERE model_version = '%s') a
      FULL JOIN (SELECT * FROM model.evaluations WHERE model_version = '%s') b
        ON a.split = b.split AND a.subgroup = b.subgroup AND a.metric = b.metric
      ORDER BY split DESC, subgroup, metric
      """;

  @Mixin private Options options;

  @Parameters(index = "0", paramLabel = "FIRST", description = "A version, or its beginning.")
  private String first;

  @Parameters(index = "1", paramLabel = "SECOND", description = "A version, or its beginning.")
  private String second;

  @Option(
      names = "--release",
      paramLabel = "ID",
      description = "As that release has them. Default: as they are now.")
  private String releaseId;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.reading(options);
    Ledger ledger = workspace.control().ledger();
    Release release = Workspace.release(ledger, Optional.ofNullable(releaseId));
    Query query =
        releaseId == null ? workspace.registry(ledger, release) : workspace.query(release);
    List<String> versions =
        List.of(ModelVersions.named(query, first), ModelVersions.named(query, second));
    if (!options.json()) {
      tell("first", versions.get(0), workspace);
      tell("second", versions.get(1), workspace);
    }
    String sql = COMPARED.formatted(versions.toArray());
    Streams.print(options, ResultRows.of(query.rows(sql), MOST));
    return ExitCode.DONE.number();
  }

  /** The state of one model, and the last decision on it. */
  private static void tell(String place, String version, Workspace workspace) {
    TaskModels.of(workspace.control().ledger()).values().stream()
        .filter(registry -> registry.model(version).isPresent())
        .forEach(
            registry ->
                Streams.answer()
                    .printf(
                        "%s: %s, %s%s%s%n",
                        place,
                        version,
                        registry.state(version).text(),
                        registry
                            .model(version)
                            .filter(Trained::updated)
                            .map(model -> ", %s of %s".formatted(model.update(), model.parent()))
                            .orElse(""),
                        registry
                            .last(version)
                            .map(Registry.Made::decision)
                            .map(
                                made ->
                                    ", %s by %s: %s"
                                        .formatted(made.act().text(), made.by(), made.why()))
                            .orElse("")));
  }
}
