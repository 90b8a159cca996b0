package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.Views;

/**
 * The people of FHIR sources, from the views whose name ends in {@value #SUFFIX}.
 *
 * <p>Who somebody is, is decided by the identifier whose system the source's option {@value
 * #OPTION} names, else by the source and the Patient's id. Identifiers are compared exactly, less
 * white space around them. Patients of any source with the same identifier are one subject.
 */
public final class SubjectMapping {
  /** How the names of views of people end. */
  public static final String SUFFIX = "_subjects";

  /** The option of a source that names the system of the identifier that decides. */
  public static final String OPTION = "identifier-system";

  private static final String CONSTANT = "identifier_system";
  private static final String IDENTIFIER = "identifier";
  private static final String BIRTH = "birth";
  private static final String DEATH = "death";

  private SubjectMapping() {}

  /**
   * A source that says who the people are.
   *
   * @param settings its settings
   * @param resources its rows of {@code clinical.resources}
   */
  public record Declared(SourceSettings settings, Dataset<Row> resources) {}

  /**
   * The people.
   *
   * @param subjects under {@code clinical.subjects}: one row per person
   * @param links under {@code clinical.subject_links}: one row per Patient
   */
  public record People(Dataset<Row> subjects, Dataset<Row> links) {}

  /**
   * The people of {@code sources}. An attribute is taken from the first Patient that states it, by
   * source and id. Reads the Patients once for each of the two results; subjects take one shuffle.
   * Triggers no action; writing the subjects fails if two identifiers have the same subject_id.
   */
  public static People map(List<Declared> sources, Views views, byte[] siteKey) {
    Dataset<Row> patients =
        sources.stream()
            .flatMap(source -> views.ending(SUFFIX).stream().map(view -> patients(source, view)))
            .reduce(Dataset::unionByName)
            .orElseThrow(() -> new IllegalArgumentException("no source or no view of people"))
            .withColumn(
                Subjects.SUBJECT_ID,
                Hmac.bits63(
                    siteKey,
                    concat(
                        col(SubjectLinks.IDENTIFIER_SYSTEM),
                        lit("|"),
                        col(SubjectLinks.IDENTIFIER))));
    return new People(subjects(patients), links(patients));
  }

  private static Dataset<Row> patients(Declared source, ViewDefinition definition) {
    SourceSettings settings = source.settings();
    Optional<String> system = Optional.ofNullable(settings.options().get(OPTION));
    View view = new View(definition.withConstant(CONSTANT, system.orElse("")));
    Candidates columns = new Candidates(view.columns());
    Column identifier = nullif(trim(columns.first(IDENTIFIER)), lit(""));
    Column stated = system.isPresent() ? identifier : lit(null).cast(DataTypes.StringType);
    return view.rows(source.resources(), List.of(Resources.ID))
        .select(
            lit(settings.name()).as(SubjectLinks.SOURCE),
            col(Resources.ID).as(SubjectLinks.SOURCE_SUBJECT_ID),
            when(stated.isNotNull(), lit(system.orElse("")))
                .otherwise(lit("source:" + settings.name()))
                .as(SubjectLinks.IDENTIFIER_SYSTEM),
            coalesce(stated, col(Resources.ID)).as(SubjectLinks.IDENTIFIER),
            FhirTimes.firstDay(columns.first(BIRTH)).as(Subjects.BIRTH_DATE),
            columns.first(Subjects.SEX).as(Subjects.SEX),
            columns.first(Subjects.RACE).as(Subjects.RACE),
            columns.first(Subjects.ETHNICITY).as(Subjects.ETHNICITY),
            columns.first(Subjects.REGION).as(Subjects.REGION),
            FhirTimes.last(columns.first(DEATH), settings.zone()).as(Subjects.DEATH_TIME));
  }

  private static Dataset<Row> links(Dataset<Row> patients) {
    return Required.conform(SubjectLinks.TABLE, patients);
  }

  private static Dataset<Row> subjects(Dataset<Row> patients) {
    List<Column> attributes = new ArrayList<>();
    for (String name :
        List.of(
            Subjects.SEX,
            Subjects.RACE,
            Subjects.ETHNICITY,
            Subjects.REGION,
            Subjects.DEATH_TIME)) {
      attributes.add(firstStated(name).as(name));
    }
    Column identity = array(col(SubjectLinks.IDENTIFIER_SYSTEM), col(SubjectLinks.IDENTIFIER));
    Column birth = firstStated(Subjects.BIRTH_DATE);
    Column checked =
        when(
                min(identity).notEqual(max(identity)),
                raise_error(lit("two identifiers have the same subject_id; change the site's key"))
                    .cast(DataTypes.DateType))
            .otherwise(birth);
    return Required.conform(
        Subjects.TABLE,
        patients
            .groupBy(Subjects.SUBJECT_ID)
            .agg(checked.as(Subjects.BIRTH_DATE), attributes.toArray(Column[]::new))
            .withColumn(Subjects.CONSENT, lit(null).cast(DataTypes.StringType)));
  }

  private static Column firstStated(String name) {
    Column order =
        when(
            col(name).isNotNull(),
            struct(col(SubjectLinks.SOURCE), col(SubjectLinks.SOURCE_SUBJECT_ID)));
    return min_by(col(name), order);
  }
}
