package org.medley.jobs.step;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.control.Json;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;

/** A step that leaves given rows in one table, and says that people are kept apart. */
class GivenStep implements Step {
  private final String name;
  private final String slice;
  private final String settings;
  private final TableContract table;
  private final List<Row> rows;

  GivenStep(String name, String slice, String settings, TableContract table, List<Row> rows) {
    this.name = name;
    this.slice = slice;
    this.settings = settings;
    this.table = table;
    this.rows = rows;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Class<?>> code() {
    return List.of(Output.class);
  }

  @Override
  public String settings() {
    return settings;
  }

  @Override
  public List<String> inputs() {
    return List.of();
  }

  @Override
  public List<TableContract> writes() {
    return List.of(table);
  }

  @Override
  public String slice() {
    return slice;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    write(context, table, rows);
    return Map.of(AuditStep.PEOPLE_APART, Json.write(new Gate("people apart", true, "")));
  }

  static void write(StepContext context, TableContract table, List<Row> rows) {
    context.write(table, context.spark().createDataFrame(rows, table.schema()));
  }
}
