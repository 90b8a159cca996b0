package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.Statements;
import org.medley.jobs.source.IsoTimes;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.ObservedCounts;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.table.TableRows;

/**
 * What rows of event tables state, under {@code clinical.statements}.
 *
 * <p>Times: see {@link CdmTexts#stated}; the model does not say when a row became known, so it is
 * assumed to have been known at its time. Numbers: value_as_number of measurements and
 * observations, quantity of drugs, devices and procedures (with the source's unit where there is
 * one). Texts: the concept of the value, else value_as_string, else the number with its comparator
 * ({@code <5}), else, without a number, value_source_value. The domain is that of the table; in the
 * table observation that of the concept where it is one of ours, else measurement, as for FHIR
 * Observations; vaccines (CVX) are immunizations.
 */
final class CdmStatements {
  private static final String BASIS = "code_basis";
  private static final String OWN_VALUE = "source value";
  private static final String ID_ONLY = "concept id";

  /**
   * Types of drug exposures that say that the drug was handed out (OMOP vocabularies Type Concept
   * and Drug Type): EHR dispensing record, pharmacy claim, dispensed in pharmacy, through mail
   * order, and in outpatient office.
   */
  private static final Object[] DISPENSING = {"32825", "32869", "38000175", "38000176", "581452"};

  private static final Map<String, String> COMPARATORS =
      Map.of("4171756", "<", "4171754", "<=", "4172704", ">", "4171755", ">=");

  private final SourceSettings settings;
  private final Concepts concepts;

  CdmStatements(SourceSettings settings, Concepts concepts) {
    this.settings = settings;
    this.concepts = concepts;
  }

  /**
   * The statements of {@code rows}; {@code counts} gets how many codes of each table are no concept
   * of the vocabulary, see {@link #notes}. Concepts are sent to every task, rows are not shuffled.
   */
  Dataset<Row> of(Dataset<Row> rows, Observation counts) {
    Column events =
        col(TableRows.TABLE)
            .isin(
                CdmTables.ALL.values().stream()
                    .filter(CdmTable::hasEvents)
                    .map(CdmTable::name)
                    .toArray());
    Dataset<Row> described =
        concepts.describe(
            rows.where(LineStates.accepted().and(events)),
            Field.CONCEPT,
            Field.SOURCE_CONCEPT,
            Field.VALUE_CONCEPT,
            Field.UNIT_CONCEPT);
    Dataset<Row> read = withValues(withTimes(withCode(described)));
    List<Column> sums = new ArrayList<>();
    for (CdmTable table : CdmTables.ALL.values()) {
      for (String basis : List.of(OWN_VALUE, ID_ONLY)) {
        Column is = col(TableRows.TABLE).equalTo(table.name()).and(col(BASIS).equalTo(basis));
        sums.add(sum(when(is, 1L).otherwise(0L)).as(table.name() + "/" + basis));
      }
    }
    Dataset<Row> counted =
        read.observe(counts, sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    return Statements.TABLE.conform(counted.where(col(Events.TIME).isNotNull()).select(columns()));
  }

  /** What the counts say, by table; to be asked once the statements were written. */
  static Map<String, String> notes(Observation counts) {
    Map<String, String> notes = new TreeMap<>();
    ObservedCounts.of(counts)
        .forEach((name, rows) -> notes.put(name.replace("/", " coded by "), Long.toString(rows)));
    return notes;
  }

  private Dataset<Row> withCode(Dataset<Row> rows) {
    Column own =
        concat(lit(settings.name().toUpperCase(Locale.ROOT) + "//"), Field.SOURCE_VALUE.of());
    Column bare =
        concat(
            lit("OMOP//"),
            coalesce(
                nullif(Field.CONCEPT.of(), lit("0")),
                nullif(Field.SOURCE_CONCEPT.of(), lit("0")),
                lit("0")));
    Column standard = Concepts.code(Field.CONCEPT);
    Column source = Concepts.code(Field.SOURCE_CONCEPT);
    Column person = col(TableRows.TABLE).equalTo(CdmTables.PERSON);
    Column death = col(TableRows.TABLE).equalTo(CdmTables.DEATH);
    return rows.withColumn(
            BASIS,
            when(person.or(death).or(standard.isNotNull()).or(source.isNotNull()), "concept")
                .when(Field.SOURCE_VALUE.of().isNotNull(), OWN_VALUE)
                .otherwise(ID_ONLY))
        .withColumn(
            Events.CODE,
            when(person, lit("MEDS_BIRTH"))
                .when(death, lit("MEDS_DEATH"))
                .otherwise(coalesce(standard, source, own, bare)))
        .withColumn(
            Events.DESCRIPTION,
            when(standard.isNotNull(), Concepts.name(Field.CONCEPT))
                .when(source.isNotNull(), Concepts.name(Field.SOURCE_CONCEPT)))
        .withColumn(Events.DOMAIN, domain());
  }

  private static Column domain() {
    Column byTable = lit("");
    for (CdmTable table : CdmTables.ALL.values()) {
      byTable = when(col(TableRows.TABLE).equalTo(table.name()), table.domain()).otherwise(byTable);
    }
    Column concept =
        coalesce(Concepts.domain(Field.CONCEPT), Concepts.domain(Field.SOURCE_CONCEPT));
    Column observation = col(TableRows.TABLE).equalTo(CdmTables.OBSERVATION);
    Column vaccine = col(Events.CODE).startsWith("CVX//");
    return when(vaccine, "immunization")
        .when(observation.and(concept.equalTo("Condition")), "condition")
        .when(observation.and(concept.equalTo("Procedure")), "procedure")
        .when(observation.and(concept.equalTo("Drug")), "drug")
        .when(observation.and(concept.equalTo("Device")), "device")
        .otherwise(byTable);
  }

  private Dataset<Row> withTimes(Dataset<Row> rows) {
    Column person = col(TableRows.TABLE).equalTo(CdmTables.PERSON);
    Column time = Field.DAY.of();
    return rows.withColumn(
            Events.TIME,
            when(person, IsoTimes.first(time, settings.zone()))
                .otherwise(IsoTimes.last(time, settings.zone())))
        .withColumn(Events.TIME_PRECISION, IsoTimes.precision(time))
        .withColumn(Events.END_TIME, IsoTimes.last(Field.END_DAY.of(), settings.zone()));
  }

  private Dataset<Row> withValues(Dataset<Row> rows) {
    Column number = Field.NUMBER.of().try_cast(DataTypes.DoubleType);
    Column finite = when(abs(number).lt(lit(Double.POSITIVE_INFINITY)), number);
    Column coded =
        coalesce(
            Concepts.code(Field.VALUE_CONCEPT),
            concat(lit("OMOP//"), nullif(Field.VALUE_CONCEPT.of(), lit("0"))));
    Column comparator = lit(null).cast(DataTypes.StringType);
    for (Map.Entry<String, String> entry : new TreeMap<>(COMPARATORS).entrySet()) {
      comparator =
          when(Field.OPERATOR.of().equalTo(entry.getKey()), entry.getValue()).otherwise(comparator);
    }
    Column told = coalesce(Field.NUMBER.of(), Field.VALUE_SOURCE.of());
    Column untold = when(finite.isNull(), told);
    Column unit =
        coalesce(
            Concepts.plainCode(Field.UNIT_CONCEPT),
            Field.UNIT_TEXT.of(),
            concat(lit("OMOP//"), nullif(Field.UNIT_CONCEPT.of(), lit("0"))));
    return rows.withColumn(Events.NUMERIC_VALUE, finite)
        .withColumn(
            Events.TEXT_VALUE,
            coalesce(coded, Field.VALUE_TEXT.of(), concat(comparator, Field.NUMBER.of()), untold))
        .withColumn(Events.UNIT, when(finite.isNotNull(), unit));
  }

  private Column[] columns() {
    return new Column[] {
      when(col(TableRows.TABLE).equalTo(CdmTables.PERSON), Field.KEY.of())
          .otherwise(Field.PERSON.of())
          .as(Statements.SOURCE_SUBJECT_ID),
      col(Events.TIME),
      col(Events.END_TIME),
      col(Events.TIME).as(Events.AVAILABLE_TIME),
      lit("assumed").as(Events.AVAILABLE_BASIS),
      col(Events.TIME_PRECISION),
      lit(null).cast(DataTypes.TimestampType).as(Events.SUPERSEDED_TIME),
      col(Events.CODE),
      col(Events.DOMAIN),
      col(Events.NUMERIC_VALUE),
      col(Events.TEXT_VALUE),
      col(Events.UNIT),
      col(Events.DESCRIPTION),
      Field.VISIT.of().as(Events.ENCOUNTER_ID),
      lit(settings.name()).as(Events.SOURCE),
      when(Field.TYPE.of().isin(DISPENSING), Events.OMOP_DISPENSING)
          .otherwise(col(TableRows.TABLE))
          .as(Events.SOURCE_TYPE),
      Field.KEY.of().as(Events.SOURCE_ID),
      lit("").as(Events.SOURCE_PART),
      lit(null).cast(DataTypes.StringType).as(Events.SOURCE_VERSION)
    };
  }
}
