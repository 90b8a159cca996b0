package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.People;
import org.medley.features.contract.Resources;
import org.medley.jobs.contract.Required;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.IsoTimes;
import org.medley.jobs.source.Merges;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.view.View;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.Views;

/**
 * The people of a FHIR source, from the views whose name ends in {@value #SUFFIX}.
 *
 * <p>Who somebody is, is decided by the identifier whose system the source's option {@link
 * Identities#OPTION} names, less white space around it, else by the source and the Patient's id.
 */
public final class SubjectMapping {
  /** How the names of views of people end. */
  public static final String SUFFIX = "_subjects";

  /** How the names of views of merges end: key and other. */
  public static final String MERGES = "_merges";

  private static final String CONSTANT = "identifier_system";
  private static final String IDENTIFIER = "identifier";
  private static final String BIRTH = "birth";
  private static final String DEATH = "death";

  private SubjectMapping() {}

  /**
   * Returns the people of one source under {@code clinical.people}: one row per Patient. Triggers
   * no action and does not shuffle.
   *
   * @param resources its rows of {@code clinical.resources}
   */
  public static Dataset<Row> people(SourceSettings settings, Dataset<Row> resources, Views views) {
    return views.ending(SUFFIX).stream()
        .map(view -> patients(settings, resources, view))
        .reduce(Dataset::unionByName)
        .orElseThrow(() -> new IllegalArgumentException("no view of people"));
  }

  /**
   * Who is one person by the views whose name ends in {@value #MERGES}, and when each Patient was
   * first loaded; empty if there is no such view.
   *
   * @param resources rows of {@code clinical.resources} of one source
   * @param versions rows of {@code clinical.resource_versions} of that source
   */
  public static Optional<Merges> merges(
      SourceSettings settings, Dataset<Row> resources, Dataset<Row> versions, Views views) {
    Column source = lit(settings.name()).as(People.SOURCE);
    Column patient = col(Resources.TYPE).equalTo("Patient");
    Dataset<Row> loads =
        resources
            .where(patient)
            .select(Resources.ID, Resources.LOAD)
            .union(versions.where(patient).select(Resources.ID, Resources.LOAD))
            .groupBy(Resources.ID)
            .agg(min(Resources.LOAD).as(Merges.LOAD))
            .select(source, col(Resources.ID).as(People.SOURCE_SUBJECT_ID), col(Merges.LOAD));
    return views.ending(MERGES).stream()
        .map(
            view ->
                new View(view)
                    .rows(resources, List.of(Resources.ID))
                    .where(col("other").isNotNull())
                    .select(
                        source,
                        col(Resources.ID).as(People.SOURCE_SUBJECT_ID),
                        Keys.id(col("other")).as(Merges.OTHER)))
        .reduce(Dataset::unionByName)
        .map(pairs -> new Merges(pairs, loads));
  }

  private static Dataset<Row> patients(
      SourceSettings settings, Dataset<Row> resources, ViewDefinition definition) {
    Optional<String> system = Optional.ofNullable(settings.options().get(Identities.OPTION));
    View view = new View(definition.withConstant(CONSTANT, system.orElse("")));
    Candidates columns = new Candidates(view.columns());
    Column identifier = nullif(trim(columns.first(IDENTIFIER)), lit(""));
    Column stated = system.isPresent() ? identifier : lit(null).cast(DataTypes.StringType);
    return Required.conform(
        People.TABLE,
        view.rows(resources, List.of(Resources.ID))
            .select(
                lit(settings.name()).as(People.SOURCE),
                col(Resources.ID).as(People.SOURCE_SUBJECT_ID),
                when(stated.isNotNull(), lit(system.orElse("")))
                    .otherwise(lit(Identities.ownSystem(settings.name())))
                    .as(People.IDENTIFIER_SYSTEM),
                coalesce(stated, col(Resources.ID)).as(People.IDENTIFIER),
                IsoTimes.firstDay(columns.first(BIRTH)).as(People.BIRTH_DATE),
                columns.first(People.SEX).as(People.SEX),
                columns.first(People.RACE).as(People.RACE),
                columns.first(People.ETHNICITY).as(People.ETHNICITY),
                columns.first(People.REGION).as(People.REGION),
                IsoTimes.last(columns.first(DEATH), settings.zone()).as(People.DEATH_TIME)));
  }
}
