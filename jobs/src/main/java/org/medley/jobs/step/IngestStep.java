package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.medley.jobs.contract.Files.ACCEPTED;
import static org.medley.jobs.contract.Files.LINES;
import static org.medley.jobs.contract.Files.QUARANTINED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.code.CodeDigests;
import org.medley.jobs.contract.Files;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Digests;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Change;
import org.medley.jobs.source.History;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Lander;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.SubjectLookup;

/**
 * Reads one source and replaces or changes its slices. Stops, with what it wrote withdrawn, if the
 * accounts of a file do not add up or if more lines are malformed than the site tolerates. A line
 * of a person whom no source has declared (yet) is in quarantine but not malformed: extracts come
 * in any order, and the step runs again when the people change.
 *
 * <p>Where a format accumulates, a file counts once by its content: it is not read again when it
 * stays, comes twice or under another name, and what it brought stays when it goes.
 */
public final class IngestStep implements Step {
  /** Note of an end: number of the load, from 1. */
  public static final String LOAD = "load";

  /** Note of an end: the settings of the source, as JSON. */
  public static final String SETTINGS = "source";

  /**
   * Note of an end: digest of what else than files decides how lines are read. Where it changes,
   * all that was read before is read anew, and what is made of it is to be made anew too.
   */
  static final String BASIS = "basis";

  private final Source source;
  private final SourceSettings settings;
  private final List<SourceFile> files;
  private final Site.Tolerance tolerance;
  private final Landed landed;
  private final Instant asOf;

  /**
   * An ingestion of {@code files} of the source with {@code settings}.
   *
   * @param landed what earlier loads read; {@link Landed#NOTHING} for a format that does not
   *     accumulate
   * @param asOf end of the logical date
   */
  public IngestStep(
      Source source,
      SourceSettings settings,
      List<SourceFile> files,
      Site.Tolerance tolerance,
      Landed landed,
      Instant asOf) {
    this.source = source;
    this.settings = settings;
    this.files = List.copyOf(files);
    this.tolerance = tolerance;
    this.landed = landed;
    this.asOf = asOf;
  }

  /** The name of the ingestion of {@code source}. */
  public static String name(String source) {
    return "ingest:" + source;
  }

  @Override
  public String name() {
    return name(settings.name());
  }

  @Override
  public List<Class<?>> code() {
    return List.of(getClass(), source.getClass());
  }

  /**
   * The files count by name and content, or where the format accumulates, by content together with
   * all that came before: where they lie does not matter.
   */
  @Override
  public String settings() {
    Map<String, String> content = new TreeMap<>();
    if (!source.accumulates()) {
      files.forEach(file -> content.put(file.name(), file.digest()));
    } else if (source.readsAgain(settings.options())) {
      files.forEach(file -> content.put(file.digest(), "present"));
    }
    return Json.write(List.of(options(), content, landed.with(files).digest()));
  }

  private List<Object> options() {
    Map<String, String> options = new TreeMap<>();
    settings.options().forEach((option, value) -> options.put(option, OptionFile.content(value)));
    options.keySet().removeAll(source.laterOptions());
    return List.of(settings.kind(), settings.zone().getId(), options);
  }

  @Override
  public List<String> inputs() {
    return source.declaresSubjects(settings) ? List.of() : List.of(SubjectsStep.NAME);
  }

  @Override
  public List<TableContract> writes() {
    List<TableContract> tables = new ArrayList<>(source.tables());
    tables.add(Quarantine.TABLE);
    tables.add(Files.TABLE);
    return tables;
  }

  @Override
  public String slice() {
    return settings.name();
  }

  @Override
  public Map<String, String> run(StepContext context) {
    Optional<Dataset<Row>> links =
        source.declaresSubjects(settings)
            ? Optional.empty()
            : Optional.of(context.read(SubjectLinks.TABLE));
    History history = history(context);
    List<SourceFile> read = source.readsAgain(settings.options()) ? files : landed.unknown(files);
    SourceInput input =
        new SourceInput(
            context.spark(),
            settings,
            read,
            links,
            context.runId(),
            history,
            (table, rows) -> land(context, history, table, rows));
    try (Ingestion ingestion = source.ingest(input)) {
      FileAccounts accounts = FileAccounts.of(settings.name(), read, ingestion, context.runId());
      context.write(Quarantine.TABLE, ingestion.quarantine());
      context.write(
          Files.TABLE,
          context
              .spark()
              .createDataFrame(accounts.after(previousAccounts(context)), Files.TABLE.schema()));
      try {
        checkTolerance(accounts, context);
      } catch (MedleyException e) {
        source.tables().forEach(context::withdraw);
        throw e;
      }
      write(ingestion, context);
      Map<String, String> notes = notes(accounts, history, context);
      notes.putAll(ingestion.notes().get());
      return notes;
    }
  }

  private History history(StepContext context) {
    Optional<StepEnd> last = source.accumulates() ? context.last() : Optional.empty();
    long load =
        last.map(end -> end.notes().get(LOAD)).map(seen -> Long.parseLong(seen) + 1).orElse(1L);
    boolean rebuild = last.filter(end -> !basis().equals(end.notes().get(BASIS))).isPresent();
    return new History(context::previous, load, asOf, rebuild, landed.replays());
  }

  /** What else than files decides how lines are read. */
  private String basis() {
    return Digests.of(
        Json.write(List.of(CodeDigests.of(code().toArray(Class<?>[]::new)), options())));
  }

  private List<Row> previousAccounts(StepContext context) {
    return source.accumulates() ? context.previous(Files.TABLE).collectAsList() : List.of();
  }

  private static Lander.Landed land(
      StepContext context, History history, TableContract table, Dataset<Row> rows) {
    long before = history.replaces() ? 0 : context.size(table);
    if (history.replaces()) {
      context.write(table, rows);
    } else {
      context.append(table, rows);
    }
    return new Lander.Landed(context.writtenSlice(table), context.size(table) - before);
  }

  private void write(Ingestion ingestion, StepContext context) {
    if (!source.tables().containsAll(ingestion.tables().keySet())) {
      throw new IllegalStateException("the source brings tables that it does not announce");
    }
    for (TableContract table : source.tables()) {
      Dataset<Row> whole = ingestion.tables().get(table);
      Change change = ingestion.changes().get(table);
      if (whole != null) {
        context.write(table, whole);
      } else if (change != null) {
        change.removed().ifPresent(removed -> context.remove(table, removed));
        change.added().ifPresent(added -> context.append(table, added));
      } else if (!context.hasWritten(table)) {
        context.keep(table);
      }
    }
  }

  private Map<String, String> notes(FileAccounts accounts, History history, StepContext context) {
    Map<String, String> notes = new TreeMap<>();
    notes.put("accepted", Long.toString(accounts.sum(ACCEPTED)));
    notes.put("quarantined", Long.toString(accounts.sum(QUARANTINED)));
    notes.put(SETTINGS, SourceNote.of(settings));
    if (source.accumulates()) {
      notes.put(LOAD, Long.toString(history.load()));
      notes.put(BASIS, basis());
      notes.put(Landed.NOTE, landed.with(files).keep(context.lake(), settings.name()));
    }
    return notes;
  }

  private void checkTolerance(FileAccounts accounts, StepContext context) {
    long lines = accounts.sum(LINES);
    if (!tolerance.exceeded(accounts.sum(QUARANTINED), lines)) {
      return;
    }
    long malformed =
        context
            .written(Quarantine.TABLE)
            .where(col(Quarantine.RUN_ID).equalTo(context.runId()))
            .where(col(Quarantine.REASON_CODE).notEqual(SubjectLookup.UNKNOWN))
            .count();
    if (tolerance.exceeded(malformed, lines)) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "source '%s': %,d of %,d lines are malformed, more than the site tolerates"
              .formatted(settings.name(), malformed, lines),
          "mend the extract, or raise 'tolerance' in site.yaml if this is expected");
    }
  }
}
