package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import org.medley.jobs.source.Slice;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.fhir.ChangedResources;
import org.medley.jobs.source.fhir.CodeSystems;
import org.medley.jobs.source.fhir.EventMapping;
import org.medley.jobs.source.fhir.MappedEvents;
import org.medley.jobs.source.fhir.ResourceHistory;
import org.medley.jobs.unit.UnitTable;
import org.medley.jobs.view.Views;

/**
 * Maps the resources of one FHIR source to events, by the views of the configuration. Where only
 * resources and links changed since its last end, it maps those resources again that they concern;
 * both ways give the same table.
 */
public final class EventsStep implements Step {
  /** The file of code systems, in the folder of codes. */
  public static final String SYSTEMS = "systems.csv";

  private static final String BASIS = "basis";
  private static final String LINKS = "links";
  private static final String LOOKING = "looking";

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
    Views all = Views.load(views);
    Slice resources = context.slice(Resources.TABLE, source.name());
    Slice versions = context.slice(ResourceVersions.TABLE, source.name());
    Optional<Map<String, String>> last =
        context.last().map(StepEnd::notes).filter(notes -> basis(context).equals(notes.get(BASIS)));
    Optional<Dataset<Row>> changed =
        last.map(notes -> changed(context, notes, all, resources, versions));
    long many = changed.map(Dataset::count).orElse(0L);
    if (changed.isPresent() && many == 0) {
      context.keep(Events.TABLE);
      return notes(context, last.get(), Set.of(), Map.of("rebuilt", "nothing"));
    }
    ResourceHistory history =
        changed
            .map(
                keys ->
                    ResourceHistory.of(resources, versions, keys, many, seen(last.orElseThrow())))
            .orElseGet(() -> whole(context, resources, versions));
    MappedEvents mapped =
        mapping(of(all, changed.orElse(resources.rows())))
            .map(history, resources.rows(), links(context), people(context));
    if (changed.isPresent()) {
      context.remove(Events.TABLE, changed.get().toDF(Events.SOURCE_TYPE, Events.SOURCE_ID));
      context.append(Events.TABLE, mapped.plain());
    } else {
      context.write(Events.TABLE, mapped.plain());
    }
    if (context.isResumed()) {
      mapped.compute();
    }
    mapped.looked().ifPresent(rest -> context.append(Events.TABLE, rest));
    return notes(
        context,
        changed.isPresent() ? last.get() : Map.of(),
        mapped.typesThatLook(),
        counts(mapped, changed.isPresent()));
  }

  /** Where no version was ever replaced, current resources are all there is. */
  private static ResourceHistory whole(StepContext context, Slice resources, Slice versions) {
    boolean replaced =
        context.pins(ResourceVersions.TABLE).stream().anyMatch(output -> output.rows() > 0);
    return replaced
        ? ResourceHistory.of(resources.rows(), versions.rows())
        : ResourceHistory.of(resources.rows());
  }

  /**
   * The views of events of the types that {@code resources} have, and all others: planning what
   * finds nothing takes longer than small loads.
   */
  private static Views of(Views all, Dataset<Row> resources) {
    Set<String> held =
        resources.select(Resources.TYPE).distinct().collectAsList().stream()
            .map(row -> row.getString(0))
            .collect(Collectors.toSet());
    Views needed = all.of(held, EventMapping.SUFFIX);
    return needed.ending(EventMapping.SUFFIX).isEmpty() ? all : needed;
  }

  private EventMapping mapping(Views some) {
    return new EventMapping(
        source, some, CodeSystems.load(codes.resolve(SYSTEMS)), UnitTable.load(codes));
  }

  /** The resources whose events are to be made again. */
  private Dataset<Row> changed(
      StepContext context, Map<String, String> last, Views all, Slice resources, Slice versions) {
    long version = Long.parseLong(last.get(LINKS));
    Optional<Dataset<Row>> before =
        version == context.pins(SubjectLinks.TABLE).get(0).version()
            ? Optional.empty()
            : Optional.of(own(linksAt(context, version)));
    return new ChangedResources(resources, versions, mapping(all), looking(last))
        .since(seen(last), before, links(context));
  }

  private static long seen(Map<String, String> notes) {
    return Long.parseLong(notes.get(IngestStep.LOAD));
  }

  /** The resource types that looked something up. */
  private static Set<String> looking(Map<String, String> notes) {
    return Arrays.stream(notes.getOrDefault(LOOKING, "").split(" "))
        .filter(type -> !type.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Dataset<Row> links(StepContext context) {
    return own(context.read(SubjectLinks.TABLE));
  }

  private static long people(StepContext context) {
    return context.pins(SubjectLinks.TABLE).stream().mapToLong(Output::rows).sum();
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

  /** What else than new resources and links decides the events. */
  private String basis(StepContext context) {
    return Digests.of(
        Json.write(
            List.of(
                CodeDigests.of(code().toArray(Class<?>[]::new)),
                settings(),
                ingestion(context).get(IngestStep.BASIS))));
  }

  private Map<String, String> ingestion(StepContext context) {
    return context.input(IngestStep.name(source.name())).notes();
  }

  private Map<String, String> notes(
      StepContext context,
      Map<String, String> last,
      Set<String> types,
      Map<String, String> counts) {
    Set<String> looking = looking(last);
    looking.addAll(types);
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(BASIS, basis(context));
    notes.put(IngestStep.LOAD, ingestion(context).get(IngestStep.LOAD));
    notes.put(LINKS, Long.toString(context.pins(SubjectLinks.TABLE).get(0).version()));
    notes.put(LOOKING, String.join(" ", looking));
    notes.putAll(counts);
    return notes;
  }

  private static Map<String, String> counts(MappedEvents mapped, boolean partial) {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("rebuilt", partial ? "resources that changed" : "all resources");
    counts.put("units without a way to the canonical one", Long.toString(mapped.unconvertible()));
    for (MappedEvents.Skipped skipped : mapped.skipped()) {
      counts.put(
          "skipped " + skipped.view() + " " + skipped.reason(), Long.toString(skipped.rows()));
    }
    return counts;
  }
}
