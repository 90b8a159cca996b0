package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.fhir.ChangedSubjects;
import org.medley.jobs.source.fhir.CodeSystems;
import org.medley.jobs.source.fhir.EventMapping;
import org.medley.jobs.source.fhir.MappedEvents;
import org.medley.jobs.source.fhir.ResourceHistory;
import org.medley.jobs.unit.UnitTable;
import org.medley.jobs.view.Views;

/**
 * Maps the resources of one FHIR source to events, by the views of the configuration. Where only
 * resources and links changed since its last end, it maps those subjects again that they concern;
 * both ways give the same table.
 */
public final class EventsStep implements Step {
  private static final String SYSTEMS = "systems.csv";
  private static final String BASIS = "basis";
  private static final String LINKS = "links";

  private final SourceSettings source;
  private final Path views;
  private final Path codes;

  /** The events of {@code source} by the views, code systems and units of these folders. */
  public EventsStep(SourceSettings source, Path views, Path codes) {
    this.source = source;
    this.views = views;
    this.codes = codes;
  }

  @Override
  public String name() {
    return "events:" + source.name();
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  @Override
  public String settings() {
    Map<String, String> texts = new TreeMap<>();
    for (String suffix :
        List.of(EventMapping.SUFFIX, EventMapping.ENCOUNTERS, EventMapping.CODES)) {
      texts.putAll(ConfigurationFiles.contents(views, suffix));
    }
    for (String table : List.of(SYSTEMS, UnitTable.UNITS, UnitTable.ALIASES)) {
      texts.put(table, OptionFile.content(codes.resolve(table).toAbsolutePath().toString()));
    }
    return Json.write(List.of(source.zone().getId(), texts));
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

  @Override
  public Map<String, String> run(StepContext context) {
    Dataset<Row> resources = context.read(Resources.TABLE);
    Dataset<Row> versions = context.read(ResourceVersions.TABLE);
    EventMapping mapping =
        new EventMapping(
            source,
            needed(Views.load(views), resources, versions),
            CodeSystems.load(codes.resolve(SYSTEMS)),
            UnitTable.load(codes));
    Dataset<Row> links = own(context.read(SubjectLinks.TABLE));
    Optional<ChangedSubjects> changed = changed(context, mapping, resources, versions, links);
    MappedEvents mapped;
    if (changed.isEmpty()) {
      Dataset<Row> history =
          wereReplaced(context)
              ? ResourceHistory.of(resources, versions)
              : ResourceHistory.of(resources);
      mapped = mapping.map(history, resources, links);
      context.write(Events.TABLE, mapped.events());
    } else {
      ChangedSubjects people = changed.get();
      Dataset<Row> history =
          wereReplaced(context)
              ? ResourceHistory.of(resources, versions, people)
              : ResourceHistory.of(people.of(resources)).localCheckpoint();
      mapped = mapping.map(history, resources, links);
      context.remove(Events.TABLE, people.subjects());
      context.append(Events.TABLE, mapped.events());
    }
    return notes(context, mapped, changed.isPresent());
  }

  /**
   * The views of types that the source holds: planning the others takes longer than small loads. Of
   * the resources their partitions tell the types.
   */
  private static Views needed(Views all, Dataset<Row> resources, Dataset<Row> versions) {
    Set<String> held =
        resources
            .select(Resources.TYPE)
            .union(versions.select(Resources.TYPE))
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    Views needed = all.of(held);
    return needed.ending(EventMapping.SUFFIX).isEmpty() ? all : needed;
  }

  /** Whose events are to be mapped again; empty: everybody's. */
  private Optional<ChangedSubjects> changed(
      StepContext context,
      EventMapping mapping,
      Dataset<Row> resources,
      Dataset<Row> versions,
      Dataset<Row> links) {
    return context
        .last()
        .map(StepEnd::notes)
        .filter(notes -> basis().equals(notes.get(BASIS)))
        .flatMap(
            notes ->
                ChangedSubjects.since(
                    Long.parseLong(notes.get(IngestStep.LOAD)),
                    resources,
                    versions,
                    mapping.types(),
                    own(linksAt(context, Long.parseLong(notes.get(LINKS)))),
                    links));
  }

  /** Where no version was ever replaced, current resources are all there is. */
  private static boolean wereReplaced(StepContext context) {
    return context.pins(ResourceVersions.TABLE).stream().anyMatch(output -> output.rows() > 0);
  }

  private Dataset<Row> own(Dataset<Row> links) {
    return links.where(col(SubjectLinks.SOURCE).equalTo(source.name()));
  }

  private static Dataset<Row> linksAt(StepContext context, long version) {
    Output now = context.pins(SubjectLinks.TABLE).get(0);
    return context
        .lake()
        .read(SubjectLinks.TABLE, new Output(now.table(), now.slice(), version, now.rows()));
  }

  /** What else than resources and links decides the events. */
  private String basis() {
    return Digests.of(
        Json.write(List.of(CodeDigests.of(code().toArray(Class<?>[]::new)), settings())));
  }

  private Map<String, String> notes(StepContext context, MappedEvents mapped, boolean partial) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(BASIS, basis());
    notes.put(
        IngestStep.LOAD,
        context.input(IngestStep.name(source.name())).notes().get(IngestStep.LOAD));
    notes.put(LINKS, Long.toString(context.pins(SubjectLinks.TABLE).get(0).version()));
    notes.put("rebuilt", partial ? "subjects that changed" : "all subjects");
    notes.put("units without a way to the canonical one", Long.toString(mapped.unconvertible()));
    mapped
        .skipped()
        .forEach(
            skipped ->
                notes.put(
                    "skipped " + skipped.view() + " " + skipped.reason(),
                    Long.toString(skipped.rows())));
    return notes;
  }
}
