package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.People;
import org.medley.features.contract.StatedPeriods;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.IsoTimes;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.table.TableRows;

/** Persons, with what other tables say of them, and their observation periods. */
final class CdmPeople {
  private static final String STATE = "location_state";

  private final SourceSettings settings;
  private final Concepts concepts;

  CdmPeople(SourceSettings settings, Concepts concepts) {
    this.settings = settings;
    this.concepts = concepts;
  }

  /**
   * Returns the persons under {@code clinical.people}. Who somebody is, is decided by
   * person_source_value where the source's option {@link Identities#OPTION} names its system, else
   * by the source and person_id. Joins the persons with deaths and locations.
   */
  Dataset<Row> people(Dataset<Row> rows) {
    Optional<String> system = Optional.ofNullable(settings.options().get(Identities.OPTION));
    Column identifier =
        system.isPresent() ? Field.IDENTIFIER.of() : lit(null).cast(DataTypes.StringType);
    Dataset<Row> persons =
        concepts
            .describe(of(rows, CdmTables.PERSON), Field.GENDER, Field.RACE, Field.ETHNICITY)
            .join(deaths(rows), Field.KEY.of().equalTo(col("dead_person")), "left")
            .join(locations(rows), new String[] {Field.LOCATION.column()}, "left");
    return People.TABLE.conform(
        persons.select(
            lit(settings.name()).as(People.SOURCE),
            Field.KEY.of().as(People.SOURCE_SUBJECT_ID),
            when(identifier.isNotNull(), lit(system.orElse("")))
                .otherwise(lit(Identities.ownSystem(settings.name())))
                .as(People.IDENTIFIER_SYSTEM),
            coalesce(identifier, Field.KEY.of()).as(People.IDENTIFIER),
            IsoTimes.firstDay(Field.DAY.of()).as(People.BIRTH_DATE),
            sex().as(People.SEX),
            named(Field.RACE, Field.RACE_TEXT).as(People.RACE),
            named(Field.ETHNICITY, Field.ETHNICITY_TEXT).as(People.ETHNICITY),
            col(STATE).as(People.REGION),
            col(People.DEATH_TIME)));
  }

  /** Returns the observation periods under {@code clinical.stated_periods}, whole days. */
  Dataset<Row> periods(Dataset<Row> rows) {
    return StatedPeriods.TABLE.conform(
        of(rows, CdmTables.OBSERVATION_PERIOD)
            .select(
                lit(settings.name()).as(StatedPeriods.SOURCE),
                Field.PERSON.of().as(StatedPeriods.SOURCE_SUBJECT_ID),
                IsoTimes.first(Field.DAY.of(), settings.zone()).as(StatedPeriods.START_TIME),
                IsoTimes.last(Field.END_DAY.of(), settings.zone()).as(StatedPeriods.END_TIME)));
  }

  private Dataset<Row> deaths(Dataset<Row> rows) {
    return of(rows, CdmTables.DEATH)
        .select(
            Field.KEY.of().as("dead_person"),
            IsoTimes.last(Field.DAY.of(), settings.zone()).as(People.DEATH_TIME));
  }

  private static Dataset<Row> locations(Dataset<Row> rows) {
    return of(rows, CdmTables.LOCATION)
        .select(Field.KEY.of().as(Field.LOCATION.column()), Field.NAME.of().as(STATE));
  }

  /** By the concepts of the vocabulary Gender, else by the words of the source. */
  private static Column sex() {
    Column id = Field.GENDER.of();
    Column word = lower(coalesce(Concepts.name(Field.GENDER), Field.GENDER_TEXT.of()));
    return when(id.equalTo("8507"), "male")
        .when(id.equalTo("8532"), "female")
        .when(id.equalTo("8551"), "unknown")
        .when(id.isin("8521", "8570"), "other")
        .when(word.isin("m", "male"), "male")
        .when(word.isin("f", "female"), "female")
        .when(word.isin("u", "unk", "unknown"), "unknown")
        .when(word.isNotNull(), "other");
  }

  private static Column named(Field concept, Field text) {
    return coalesce(Concepts.name(concept), text.of());
  }

  private static Dataset<Row> of(Dataset<Row> rows, String table) {
    return rows.where(LineStates.accepted().and(col(TableRows.TABLE).equalTo(table)));
  }
}
