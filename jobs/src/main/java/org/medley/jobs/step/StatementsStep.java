package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Statements;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.unit.CanonicalUnits;
import org.medley.jobs.unit.UnitTable;

/**
 * Makes the statements of one source of tables events, by finding the subject of each person.
 * Shuffles the statements once, by person.
 */
public final class StatementsStep implements Step {
  private final SourceSettings source;
  private final UnitTable units;

  /** The events of {@code source}, their numbers in the canonical units of {@code units}. */
  public StatementsStep(SourceSettings source, UnitTable units) {
    this.source = source;
    this.units = units;
  }

  @Override
  public String name() {
    return "statements:" + source.name();
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return units.settings();
  }

  @Override
  public List<String> inputs() {
    return List.of(IngestStep.name(source.name()), SubjectsStep.NAME);
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Events.TABLE);
  }

  @Override
  public String slice() {
    return source.name();
  }

  /** Every person of a statement was declared by the same source, so that none is left over. */
  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> links =
        context
            .read(SubjectLinks.TABLE)
            .where(col(SubjectLinks.SOURCE).equalTo(lit(source.name())))
            .select(
                col(SubjectLinks.SOURCE_SUBJECT_ID).as(Statements.SOURCE_SUBJECT_ID),
                col(SubjectLinks.SUBJECT_ID).as(Events.SUBJECT_ID));
    Dataset<Row> events =
        context
            .read(Statements.TABLE)
            .join(links, new String[] {Statements.SOURCE_SUBJECT_ID}, "left")
            .drop(Statements.SOURCE_SUBJECT_ID);
    context.write(Events.TABLE, new CanonicalUnits(units).of(events));
    return Map.of();
  }
}
