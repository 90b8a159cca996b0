package org.medley.jobs.step;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medley.features.contract.Events;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.fhir.CodeSystems;
import org.medley.jobs.source.fhir.EventMapping;
import org.medley.jobs.source.fhir.MappedEvents;
import org.medley.jobs.view.Views;

/** Maps the resources of one FHIR source to events, by the views of the configuration. */
public final class EventsStep implements Step {
  private static final String SYSTEMS = "systems.csv";

  private final SourceSettings source;
  private final Path views;
  private final Path codes;

  /** The events of {@code source} by the views and code systems of these folders. */
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
        List.of(EventMapping.SUFFIX, EventMapping.ENCOUNTERS, EventMapping.MEDICATIONS)) {
      texts.putAll(ConfigurationFiles.contents(views, suffix));
    }
    texts.put(SYSTEMS, OptionFile.content(systems().toAbsolutePath().toString()));
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
    EventMapping mapping = new EventMapping(source, Views.load(views), CodeSystems.load(systems()));
    MappedEvents mapped =
        mapping.map(context.read(Resources.TABLE), context.read(SubjectLinks.TABLE));
    context.write(Events.TABLE, mapped.events());
    Map<String, String> notes = new LinkedHashMap<>();
    mapped
        .skipped()
        .forEach(
            skipped ->
                notes.put(
                    "skipped " + skipped.view() + " " + skipped.reason(),
                    Long.toString(skipped.rows())));
    return notes;
  }

  private Path systems() {
    return codes.resolve(SYSTEMS);
  }
}
