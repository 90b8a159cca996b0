package org.medley.jobs.step;

import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.SafetyAlerts;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/**
 * Asks the safety rules about the drugs that living people have at the as-of instant. Reads the
 * events once and shuffles what matters of them once, by person.
 */
public final class AlertsStep implements Step {
  /** The name. */
  public static final String NAME = "alerts";

  private final SafetyInputs inputs;
  private final LocalDate date;

  /** The alerts of a night on the logical date {@code date}. */
  public AlertsStep(SafetyInputs inputs, LocalDate date) {
    this.inputs = inputs;
    this.date = date;
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
    return inputs.digest();
  }

  @Override
  public List<String> inputs() {
    return inputs.steps();
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
        inputs
            .hits(SafetyInputs.tables(context::read, inputs.asOf()))
            .ofCurrentDrugs()
            .withColumn(SafetyAlerts.AS_OF_DATE, lit(date));
    context.write(SafetyAlerts.TABLE, SafetyAlerts.TABLE.conform(alerts));
    return Map.of("rules", Integer.toString(inputs.settings().knowledge().rules().size()));
  }
}
