package org.medley.jobs.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.Quality;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.quality.Rule;
import org.medley.jobs.quality.Rules;
import org.medley.jobs.quality.Verdict;
import org.medley.jobs.unit.CanonicalUnits;
import org.medley.jobs.unit.UnitTable;

/**
 * Judges the clinical tables by the rules of the configuration. Where a rule that blocks is
 * violated more often than it tolerates, the night stops here; what was found stands in {@code
 * ops.quality} all the same.
 */
public final class QualityStep implements Step {
  /** The name. */
  public static final String NAME = "quality";

  private final List<Rule> rules;
  private final UnitTable units;
  private final Instant asOf;
  private final List<String> before;

  /**
   * Judges what the steps {@code before} wrote.
   *
   * @param rules the rules
   * @param units what is canonical
   * @param asOf the last instant of the logical date
   */
  public QualityStep(List<Rule> rules, UnitTable units, Instant asOf, List<String> before) {
    this.rules = List.copyOf(rules);
    this.units = units;
    this.asOf = asOf;
    this.before = List.copyOf(before);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    String texts = rules.stream().map(Rule::settings).sorted().collect(Collectors.joining("\n"));
    return Json.write(List.of(asOf.toString(), texts, units.settings()));
  }

  @Override
  public List<String> inputs() {
    return before;
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Quality.TABLE);
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    List<Verdict> verdicts =
        new Rules(rules, new CanonicalUnits(units))
            .judge(context::read, table -> !context.pins(table).isEmpty(), asOf);
    List<Row> rows = new ArrayList<>();
    verdicts.forEach(verdict -> rows.add(row(verdict, context.runId())));
    context.write(
        Quality.TABLE, context.spark().createDataFrame(rows, Quality.TABLE.schema()).coalesce(1));
    List<String> blocking = verdicts.stream().filter(Verdict::blocks).map(Verdict::words).toList();
    if (!blocking.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the data violate rules that block:\n  " + String.join("\n  ", blocking),
          "mend the extract, or change the threshold or severity of the rule; ops/quality in the"
              + " lake has every result, and the previous release stands");
    }
    long failed = verdicts.stream().filter(verdict -> !verdict.passed()).count();
    return Map.of("rules", Integer.toString(verdicts.size()), "not passed", Long.toString(failed));
  }

  private static Row row(Verdict verdict, String runId) {
    Rule rule = verdict.rule();
    return RowFactory.create(
        verdict.name(),
        rule.table(),
        verdict.description(),
        rule.category().name().toLowerCase(Locale.ROOT),
        rule.severity().name().toLowerCase(Locale.ROOT),
        verdict.denominator(),
        verdict.violations(),
        verdict.percent().isPresent() ? verdict.percent().getAsDouble() : null,
        rule.threshold(),
        verdict.passed(),
        runId);
  }
}
