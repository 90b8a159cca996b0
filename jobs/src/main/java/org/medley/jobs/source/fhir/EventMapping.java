package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.unit.CanonicalUnits;
import org.medley.jobs.unit.UnitTable;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.ViewSet;
import org.medley.jobs.view.Views;

/**
 * The events of a FHIR source, from the views whose name ends in {@value #SUFFIX}.
 *
 * <p>Times: the first candidate of the view that is stated; where there is none and the view names
 * an encounter, the end of that. Times without a zone are of the source's zone, partial dates their
 * last instant. An event became available when the record says so ({@code stated}), at the end of
 * the encounter that its time comes from ({@code encounter}), or else at its time ({@code
 * assumed}). Numbers are in the canonical unit of their code, see {@link CanonicalUnits}.
 */
public final class EventMapping {
  /** How the names of views of events end. */
  public static final String SUFFIX = "_events";

  /** How the names of views of encounters end: key and end. */
  public static final String ENCOUNTERS = "_encounters";

  /** How the names of views of codes end that stand in another resource: key and codes. */
  public static final String CODES = "_codes";

  /** What the rows of a resource type may have to look up in other resources. */
  private enum Need {
    NOTHING,
    /** Times in encounters. */
    TIMES,
    /** Codes in whatever resource, and times in encounters. */
    CODES;

    static Need of(List<Statements> views) {
      if (views.stream().anyMatch(Statements::refersToCodes)) {
        return CODES;
      }
      return views.stream().anyMatch(Statements::fallsBackToEncounter) ? TIMES : NOTHING;
    }
  }

  private final SourceSettings settings;
  private final Views views;
  private final CodeSystems systems;
  private final CanonicalUnits units;

  /** For one source, with the site's views, code systems and units. */
  public EventMapping(SourceSettings settings, Views views, CodeSystems systems, UnitTable units) {
    this.settings = settings;
    this.views = views;
    this.systems = systems;
    this.units = new CanonicalUnits(units);
  }

  /** The resource types that events, and what is looked up for them, are made of. */
  public Set<String> types() {
    return Stream.of(SUFFIX, ENCOUNTERS, CODES)
        .flatMap(suffix -> views.ending(suffix).stream())
        .map(ViewDefinition::resource)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The events of {@code resources} where nothing was ever replaced, see {@link #map}. */
  public MappedEvents map(Dataset<Row> resources, Dataset<Row> links) {
    return map(ResourceHistory.of(resources), resources, links);
  }

  /**
   * The events of {@code history} (see {@link ResourceHistory}, this source's alone) for the
   * subjects of {@code links} (under {@code clinical.subject_links}). The views of one resource
   * type read and parse its resources together, once. Event rows are shuffled to find their subject
   * and, for views that ask for it, their encounter or the resource that has their code; resources
   * are not. Triggers no action.
   *
   * <p>An event of a replaced version carries the time at which it was replaced; one that was
   * replaced before it was available was never to be seen and is left out.
   *
   * @param current under {@code clinical.resources}: where encounters and codes are looked up
   */
  public MappedEvents map(Dataset<Row> history, Dataset<Row> current, Dataset<Row> links) {
    List<ViewDefinition> definitions = views.ending(SUFFIX);
    Dataset<Row> statements = statements(definitions, history, current);
    Observation skipped = new Observation();
    Dataset<Row> judged =
        units.of(new Interpretation(settings, systems).of(withSubject(statements, links)));
    List<Column> counts = new ArrayList<>();
    Column unconvertible = col(Interpretation.REASON).isNull().and(units.unconvertible());
    counts.add(count_if(unconvertible).as(MappedEvents.UNCONVERTIBLE));
    List<MappedEvents.Skipped> kinds = new ArrayList<>();
    for (ViewDefinition definition : definitions) {
      for (String reason : Interpretation.REASONS) {
        Column counted =
            col(Interpretation.REASON)
                .equalTo(reason)
                .and(col(Statements.VIEW).equalTo(definition.name()));
        counts.add(count_if(counted).as(MappedEvents.name(definition.name(), reason)));
        kinds.add(new MappedEvents.Skipped(definition.name(), reason, 0));
      }
    }
    Dataset<Row> observed =
        judged.observe(
            skipped, counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new));
    Column neverSeen =
        col(Events.SUPERSEDED_TIME)
            .isNotNull()
            .and(col(Events.SUPERSEDED_TIME).leq(col(Events.AVAILABLE_TIME)));
    Dataset<Row> events =
        Required.conform(
            Events.TABLE,
            observed.where(
                col(Interpretation.REASON).isNull().and(coalesce(not(neverSeen), lit(true)))));
    return new MappedEvents(events, skipped, kinds);
  }

  /** The statements of all views, each lookup done once for all types that ask for it. */
  private Dataset<Row> statements(
      List<ViewDefinition> definitions, Dataset<Row> history, Dataset<Row> current) {
    Map<Need, Dataset<Row>> byNeed =
        definitions.stream()
            .map(Statements::new)
            .collect(Collectors.groupingBy(Statements::resource, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .collect(
                Collectors.toMap(
                    Need::of, type -> statements(type, history), Dataset::unionByName));
    Lookups lookups = new Lookups(views, current);
    Optional<Dataset<Row>> coded =
        Optional.ofNullable(byNeed.get(Need.CODES)).map(lookups::withCode);
    Optional<Dataset<Row>> timed =
        Stream.of(coded, Optional.ofNullable(byNeed.get(Need.TIMES)))
            .flatMap(Optional::stream)
            .reduce(Dataset::unionByName)
            .map(lookups::withEncounter);
    Optional<Dataset<Row>> whole =
        Optional.ofNullable(byNeed.get(Need.NOTHING)).map(Lookups::withoutEncounter);
    return Stream.of(timed, whole)
        .flatMap(Optional::stream)
        .reduce(Dataset::unionByName)
        .map(rows -> rows.drop(Statements.CODE_KEY, Statements.ENCOUNTER_KEY))
        .orElseThrow(() -> new IllegalArgumentException("no view of events"));
  }

  /** The statements of all {@code views} of one resource type. */
  private static Dataset<Row> statements(List<Statements> views, Dataset<Row> history) {
    ViewSet set = new ViewSet(views.get(0).resource());
    views.forEach(view -> set.add(view.definition(), view::columns));
    return set.rows(
            history, List.of(Resources.ID, Resources.VERSION, ResourceHistory.SUPERSEDED_TIME))
        .withColumnRenamed(Resources.ID, Events.SOURCE_ID)
        .withColumnRenamed(Resources.VERSION, Events.SOURCE_VERSION);
  }

  private Dataset<Row> withSubject(Dataset<Row> statements, Dataset<Row> links) {
    Dataset<Row> own =
        links
            .where(col(SubjectLinks.SOURCE).equalTo(settings.name()))
            .select(
                col(SubjectLinks.SOURCE_SUBJECT_ID).as(Statements.SUBJECT_KEY),
                col(SubjectLinks.SUBJECT_ID).as(Events.SUBJECT_ID));
    return statements
        .withColumn(Statements.SUBJECT_KEY, Keys.id(col(Statements.SUBJECT_KEY)))
        .join(own, new String[] {Statements.SUBJECT_KEY}, "left");
  }
}
