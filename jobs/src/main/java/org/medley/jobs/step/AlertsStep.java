package org.medley.jobs.step;

import static org.apache.spark.sql.functions.lit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.features.safety.SafetyHits;
import org.medley.jobs.contract.SafetyAlerts;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.safety.SafetySettings;

/**
 * Asks the safety rules about the drugs that living people have at the as-of instant. Reads the
 * events once and shuffles what matters of them once, by person.
 */
public final class AlertsStep implements Step {
  /** The name. */
  public static final String NAME = "alerts";

  private final SafetySettings settings;
  private final LocalDate date;
  private final Instant asOf;
  private final List<String> eventSteps;
  private final List<String> geneSteps;

  /**
   * The alerts of a night.
   *
   * @param settings the rules
   * @param date the logical date
   * @param asOf its last instant: what became known later does not count
   * @param eventSteps steps that wrote events
   * @param geneSteps steps that wrote samples, and what guidelines say of their genes
   */
  public AlertsStep(
      SafetySettings settings,
      LocalDate date,
      Instant asOf,
      List<String> eventSteps,
      List<String> geneSteps) {
    this.settings = settings;
    this.date = date;
    this.asOf = asOf;
    this.eventSteps = List.copyOf(eventSteps);
    this.geneSteps = List.copyOf(geneSteps);
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
    return SafetyInputs.settings(settings, asOf);
  }

  @Override
  public List<String> inputs() {
    return SafetyInputs.steps(eventSteps, geneSteps);
  }

  @Override
  public List<TableContract> writes() {
    return List.of(SafetyAlerts.TABLE);
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> alerts =
        new SafetyHits(settings.knowledge(), SafetyInputs.tables(context::read, asOf), asOf)
            .ofCurrentDrugs()
            .withColumn(SafetyAlerts.AS_OF_DATE, lit(date));
    context.write(SafetyAlerts.TABLE, SafetyAlerts.TABLE.conform(alerts));
    return Map.of("rules", Integer.toString(settings.knowledge().rules().size()));
  }
}
