package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.contract.Required;
import org.medley.jobs.function.RowCounts;
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

  /** The resource types of the views whose name ends in {@code suffix}. */
  public Set<String> types(String suffix) {
    return views.ending(suffix).stream()
        .map(ViewDefinition::resource)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The events of {@code history} (see {@link ResourceHistory}, this source's alone) for the
   * subjects of {@code links} (under {@code clinical.subject_links}, of which there are {@code
   * people}). The views of one resource type read and parse its resources together, once; those
   * whose statements look something up are read once more for these alone, which are the only rows
   * that are shuffled, unless there are very many subjects. Triggers no action.
   *
   * <p>An event of a replaced version carries the time at which it was replaced; one that was
   * replaced before it was available was never to be seen and is left out.
   *
   * @param current under {@code clinical.resources}: where encounters and codes are looked up
   */
  public MappedEvents map(
      ResourceHistory history, Dataset<Row> current, Dataset<Row> links, long people) {
    List<Statements> statements = views.ending(SUFFIX).stream().map(Statements::new).toList();
    Dataset<Row> subjects = Landing.hinted(subjects(links), people);
    RowCounts counts = counts(history, statements);
    Dataset<Row> plain = events(rows(statements, history), subjects, counts);
    return new MappedEvents(
        plain,
        counts,
        waiting -> {
          List<Statements> some =
              statements.stream().filter(each -> isOfType(each, statements, waiting)).toList();
          RowCounts own = counts(history, some);
          long many = waiting.values().stream().mapToLong(Long::longValue).sum();
          Dataset<Row> looked =
              new Lookups(views, current, many)
                  .in(rows(some, history).where(col(Statements.LOOKS)))
                  .withColumn(Statements.LOOKS, lit(false));
          Set<String> types = some.stream().map(Statements::resource).collect(Collectors.toSet());
          return new MappedEvents.Looked(events(looked, subjects, own), types, own);
        });
  }

  /** Whether the type of {@code view} is that of one which has statements that wait. */
  private static boolean isOfType(
      Statements view, List<Statements> all, Map<String, Long> waiting) {
    return all.stream()
        .filter(each -> waiting.containsKey(each.definition().name()))
        .anyMatch(each -> each.resource().equals(view.resource()));
  }

  private static RowCounts counts(ResourceHistory history, List<Statements> views) {
    List<String> kinds = new ArrayList<>(Interpretation.REASONS);
    kinds.add(Interpretation.ELSEWHERE);
    kinds.add(Interpretation.UNCONVERTIBLE);
    return new RowCounts(
        history.current().sparkSession().sparkContext(),
        views.stream().map(view -> view.definition().name()).toList(),
        kinds);
  }

  /** The statements of all {@code views}, those of one resource type read together. */
  private static Dataset<Row> rows(List<Statements> views, ResourceHistory history) {
    return views.stream()
        .collect(Collectors.groupingBy(Statements::resource, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .flatMap(
            type ->
                history.holding(type.get(0).resource()).stream().map(rows -> ofType(type, rows)))
        .reduce(Dataset::unionByName)
        .map(rows -> rows.withColumn(Statements.LOOKS, Lookups.areNeeded()))
        .map(rows -> rows.withColumn(Interpretation.ENCOUNTER_END, lit(null).cast(StringType)))
        .orElseThrow(() -> new IllegalArgumentException("no view of events"));
  }

  /** The statements of all {@code views} of one resource type. */
  private static Dataset<Row> ofType(List<Statements> views, Dataset<Row> rows) {
    ViewSet set = new ViewSet(views.get(0).resource());
    views.forEach(view -> set.add(view.definition(), view::columns));
    return set.rows(
            rows,
            List.of(
                Resources.ID,
                Resources.VERSION,
                ResourceHistory.SUPERSEDED_TIME,
                ResourceHistory.REVISED_TIME))
        .withColumnRenamed(Resources.ID, Events.SOURCE_ID)
        .withColumnRenamed(Resources.VERSION, Events.SOURCE_VERSION);
  }

  private Dataset<Row> events(Dataset<Row> statements, Dataset<Row> subjects, RowCounts counts) {
    Dataset<Row> found =
        statements
            .withColumn(Statements.SUBJECT_KEY, Keys.id(col(Statements.SUBJECT_KEY)))
            .join(subjects, new String[] {Statements.SUBJECT_KEY}, "left");
    Dataset<Row> judged = units.of(new Interpretation(settings, systems).of(found));
    Column unconvertible = when(units.unconvertible(), Interpretation.UNCONVERTIBLE);
    Column counted =
        counts.counted(Statements.VIEW, coalesce(col(Interpretation.REASON), unconvertible));
    Column isEvent =
        coalesce(col(Interpretation.REASON).equalTo(Interpretation.UNCONVERTIBLE), lit(true));
    Column neverSeen = col(Events.SUPERSEDED_TIME).leq(col(Events.AVAILABLE_TIME));
    return Required.conform(
        Events.TABLE,
        judged
            .withColumn(Interpretation.REASON, counted)
            .where(isEvent.and(not(coalesce(neverSeen, lit(false))))));
  }

  private Dataset<Row> subjects(Dataset<Row> links) {
    return links
        .where(col(SubjectLinks.SOURCE).equalTo(settings.name()))
        .select(
            col(SubjectLinks.SOURCE_SUBJECT_ID).as(Statements.SUBJECT_KEY),
            col(SubjectLinks.SUBJECT_ID).as(Events.SUBJECT_ID));
  }
}
