package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.medley.features.contract.Events;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.StatedOutcomes;
import org.medley.features.contract.Statements;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.SubjectLookup;
import org.medley.jobs.unit.CanonicalUnits;
import org.medley.jobs.unit.UnitTable;

/**
 * Makes the statements of one source of tables events, and its stated outcomes outcomes, by finding
 * the subject of each person. Shuffles each of the two once, by person; outcomes again by subject.
 */
public final class StatementsStep implements Step {
  private final SourceSettings settings;
  private final UnitTable units;
  private final boolean declares;
  private final boolean hasOutcomes;

  /**
   * The events of the source with {@code settings}, their numbers in the canonical units of {@code
   * units}.
   *
   * @param source its format
   */
  public StatementsStep(Source source, SourceSettings settings, UnitTable units) {
    this.settings = settings;
    this.units = units;
    this.declares = source.declaresSubjects(settings);
    this.hasOutcomes = source.tables().contains(StatedOutcomes.TABLE);
  }

  @Override
  public String name() {
    return "statements:" + settings.name();
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    return Json.write(List.of(units.settings(), declares));
  }

  @Override
  public List<String> inputs() {
    return List.of(IngestStep.name(settings.name()), SubjectsStep.NAME);
  }

  @Override
  public List<TableContract> writes() {
    return hasOutcomes ? List.of(Events.TABLE, Outcomes.TABLE) : List.of(Events.TABLE);
  }

  @Override
  public String slice() {
    return settings.name();
  }

  /**
   * Every person of a statement was declared by the same source, or looked up when the source was
   * read, so that none is left over.
   */
  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> links = links(context.read(SubjectLinks.TABLE));
    Dataset<Row> events = ofSubjects(context.read(Statements.TABLE), links);
    context.write(Events.TABLE, new CanonicalUnits(units).of(events));
    if (hasOutcomes) {
      context.write(Outcomes.TABLE, latest(ofSubjects(context.read(StatedOutcomes.TABLE), links)));
    }
    return Map.of();
  }

  private Dataset<Row> links(Dataset<Row> all) {
    return declares
        ? all.where(col(SubjectLinks.SOURCE).equalTo(lit(settings.name())))
            .select(
                col(SubjectLinks.SOURCE_SUBJECT_ID).as(Statements.SOURCE_SUBJECT_ID),
                col(SubjectLinks.SUBJECT_ID).as(Events.SUBJECT_ID))
        : SubjectLookup.byKey(all, Statements.SOURCE_SUBJECT_ID);
  }

  private static Dataset<Row> ofSubjects(Dataset<Row> rows, Dataset<Row> links) {
    return rows.join(links, new String[] {Statements.SOURCE_SUBJECT_ID}, "left")
        .drop(Statements.SOURCE_SUBJECT_ID);
  }

  /**
   * One outcome per subject and endpoint. Persons of a registry become one subject where another
   * source says that they are one; then the outcome of the longest follow-up holds.
   */
  private static Dataset<Row> latest(Dataset<Row> outcomes) {
    Column[] columns =
        Arrays.stream(Outcomes.TABLE.schema().fieldNames())
            .map(functions::col)
            .toArray(Column[]::new);
    Column order = struct(col(Outcomes.TIME), col(Outcomes.FILE), col(Outcomes.LINE));
    return outcomes
        .groupBy(Outcomes.SUBJECT_ID, Outcomes.ENDPOINT)
        .agg(max_by(struct(columns), order).as("latest"))
        .select("latest.*");
  }
}
