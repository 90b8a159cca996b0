package org.medley.jobs.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code medley models list}: every model with its state, and who decided it. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the models with their performance on test data, of an update on the data that it was"
          + " updated on, out of fold, and with the state and the last decision as the registry has"
          + " them now.",
      "'update_of' names the model that one is an update of, and 'update' its kind.",
      "A champion scores from the next night on."
    })
final class ModelsListCommand implements Callable<Integer> {
  private static final String MODELS =
      """
      SELECT m.task, m.model_version, m.family, m.training_samples, m.training_events,
             e.best.value, e.best.low, e.best.high
      FROM model.models m
      LEFT JOIN (
        SELECT task, model_version,
               min_by(struct(value, low, high), (split != 'test', split)) AS best
        FROM model.evaluations
        WHERE (split = 'test' OR split LIKE 'external:%') AND subgroup = 'all'
          AND metric = 'auroc'
        GROUP BY task, model_version) e
        ON e.task = m.task AND e.model_version = m.model_version
      ORDER BY m.task, m.model_version
      """;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("task", "string"),
          new Column("model_version", "string"),
          new Column("family", "string"),
          new Column("state", "string"),
          new Column("training_samples", "bigint"),
          new Column("training_events", "bigint"),
          new Column("auroc", "double"),
          new Column("low", "double"),
          new Column("high", "double"),
          new Column("decision", "string"),
          new Column("decided_by", "string"),
          new Column("decided_time", "timestamp"),
          new Column("reason", "string"),
          new Column("update", "string"),
          new Column("update_of", "string"));

  @Mixin private Options options;

  @Override
  public Integer call() {
    Workspace workspace = Workspace.reading(options);
    Ledger ledger = workspace.control().ledger();
    Release release = Workspace.release(ledger, Optional.empty());
    Map<String, Registry> registries = TaskModels.of(ledger);
    List<List<Object>> rows = new ArrayList<>();
    for (Row row : workspace.registry(ledger, release).rows(MODELS).collectAsList()) {
      rows.add(cells(row, registries.get(row.getString(0))));
    }
    Streams.print(options, Rows.all(COLUMNS, rows));
    return ExitCode.DONE.number();
  }

  private static List<Object> cells(Row row, Registry registry) {
    String version = row.getString(1);
    Optional<Registry.Made> last = registry.last(version);
    Instant time = last.map(Registry.Made::time).orElse(null);
    Optional<Trained> update = registry.model(version).filter(Trained::updated);
    return Arrays.asList(
        row.get(0),
        version,
        row.get(2),
        registry.state(version).text(),
        row.get(3),
        row.get(4),
        row.get(5),
        row.get(6),
        row.get(7),
        last.map(made -> made.decision().act().text()).orElse(null),
        last.map(made -> made.decision().by()).orElse(null),
        time,
        last.map(made -> made.decision().why()).orElse(null),
        update.map(Trained::update).orElse(null),
        update.map(Trained::parent).orElse(null));
  }
}
