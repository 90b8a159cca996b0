package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.People;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Merges;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.fhir.SubjectMapping;
import org.medley.jobs.view.ViewDefinition;
import org.medley.jobs.view.Views;

/**
 * Finds the people in all sources that declare people. Where nothing came that says anything of
 * people, they stand as they were.
 */
public final class SubjectsStep implements Step {
  /** The name. */
  public static final String NAME = "subjects";

  private static final String BASIS = "basis";
  private static final String DECLARED = "declared";

  private final List<SourceSettings> sources;
  private final List<SourceSettings> mapped;
  private final Path views;
  private final byte[] siteKey;

  /**
   * The people of {@code sources}.
   *
   * @param mapped those of them whose people are found in resources by views; the others have
   *     declared theirs in {@code clinical.people}
   * @param views folder of the views
   * @param keyFile the secret from which surrogate ids are made
   * @throws MedleyException with exit code 78 if the secret cannot be read or is empty
   */
  public SubjectsStep(
      List<SourceSettings> sources, List<SourceSettings> mapped, Path views, Path keyFile) {
    this.sources = List.copyOf(sources);
    this.mapped = List.copyOf(mapped);
    this.views = views;
    this.siteKey = siteKey(keyFile);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass());
  }

  /** The secret counts by its digest. */
  @Override
  public String settings() {
    return Json.write(
        List.of(
            mapped.stream().map(SourceSettings::options).toList(),
            mapped.isEmpty() ? Map.of() : ConfigurationFiles.contents(views, SubjectMapping.SUFFIX),
            mapped.isEmpty() ? Map.of() : ConfigurationFiles.contents(views, SubjectMapping.MERGES),
            DigestUtils.sha256Hex(siteKey)));
  }

  @Override
  public List<String> inputs() {
    return sources.stream().map(source -> IngestStep.name(source.name())).toList();
  }

  @Override
  public List<TableContract> writes() {
    return List.of(Subjects.TABLE, SubjectLinks.TABLE);
  }

  @Override
  public String slice() {
    return Output.ALL;
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Map<String, String> notes = notes(context);
    if (context
        .last()
        .map(StepEnd::notes)
        .filter(last -> isAsBefore(context, last, notes))
        .isPresent()) {
      context.keep(Subjects.TABLE);
      context.keep(SubjectLinks.TABLE);
      return notes;
    }
    Dataset<Row> people = context.read(People.TABLE);
    if (!mapped.isEmpty()) {
      people = people.unionByName(inResources(context.read(Resources.TABLE)));
    }
    Identities identities = Identities.of(people, merges(context), siteKey);
    context.write(Subjects.TABLE, identities.subjects());
    context.write(SubjectLinks.TABLE, identities.links());
    return notes;
  }

  /** What decides whether somebody may have changed. */
  private Map<String, String> notes(StepContext context) {
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put(
        BASIS,
        Digests.of(
            Json.write(List.of(CodeDigests.of(code().toArray(Class<?>[]::new)), settings()))));
    List<Output> declared = new ArrayList<>(context.pins(People.TABLE));
    notes.put(DECLARED, Digests.of(Json.write(declared)));
    for (SourceSettings source : mapped) {
      Map<String, String> ingestion = context.input(IngestStep.name(source.name())).notes();
      notes.put(IngestStep.BASIS + " " + source.name(), ingestion.get(IngestStep.BASIS));
      notes.put(IngestStep.LOAD + " " + source.name(), ingestion.get(IngestStep.LOAD));
    }
    return notes;
  }

  /** Whether, since {@code last}, only resources came that say nothing of people. */
  private boolean isAsBefore(
      StepContext context, Map<String, String> last, Map<String, String> now) {
    boolean same =
        now.entrySet().stream()
            .filter(note -> !note.getKey().startsWith(IngestStep.LOAD))
            .allMatch(note -> note.getValue().equals(last.get(note.getKey())));
    if (!same || !last.keySet().equals(now.keySet())) {
      return false;
    }
    Views all = Views.load(views);
    Object[] types =
        Stream.of(SubjectMapping.SUFFIX, SubjectMapping.MERGES)
            .flatMap(suffix -> all.ending(suffix).stream())
            .map(ViewDefinition::resource)
            .distinct()
            .toArray();
    return mapped.stream()
        .allMatch(
            source -> {
              long next = Long.parseLong(last.get(IngestStep.LOAD + " " + source.name())) + 1;
              Column of = col(Resources.TYPE).isin(types);
              return context
                      .slice(Resources.TABLE, source.name())
                      .rowsFrom(Resources.LOAD, next)
                      .where(of)
                      .isEmpty()
                  && context
                      .slice(ResourceVersions.TABLE, source.name())
                      .rowsFrom(ResourceVersions.SUPERSEDED_LOAD, next)
                      .where(of)
                      .isEmpty();
            });
  }

  private Optional<Merges> merges(StepContext context) {
    if (mapped.isEmpty()) {
      return Optional.empty();
    }
    Views all = Views.load(views);
    Dataset<Row> resources = context.read(Resources.TABLE);
    Dataset<Row> versions = context.read(ResourceVersions.TABLE);
    return mapped.stream()
        .map(
            source -> {
              Column own = col(Resources.SOURCE).equalTo(source.name());
              return SubjectMapping.merges(source, resources.where(own), versions.where(own), all);
            })
        .flatMap(Optional::stream)
        .reduce(Merges::and);
  }

  private Dataset<Row> inResources(Dataset<Row> resources) {
    Views all = Views.load(views);
    return mapped.stream()
        .map(
            source ->
                SubjectMapping.people(
                    source, resources.where(col(Resources.SOURCE).equalTo(source.name())), all))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /**
   * The secret in {@code keyFile}.
   *
   * @throws MedleyException with exit code 78 if it cannot be read or is empty
   */
  public static byte[] siteKey(Path keyFile) {
    try {
      byte[] key = Files.readAllBytes(keyFile);
      if (key.length > 0) {
        return key;
      }
    } catch (IOException e) {
      throw unreadable(keyFile, e);
    }
    throw unreadable(keyFile, null);
  }

  private static MedleyException unreadable(Path keyFile, IOException cause) {
    return new MedleyException(
        ExitCode.CONFIGURATION,
        "identity.key-file: " + keyFile + " cannot be read or is empty",
        "put at least 32 random bytes there (head -c 32 /dev/urandom) and keep them",
        cause);
  }
}
