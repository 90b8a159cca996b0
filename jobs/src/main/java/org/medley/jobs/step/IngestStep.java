package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.medley.jobs.contract.Files.ACCEPTED;
import static org.medley.jobs.contract.Files.BLANK;
import static org.medley.jobs.contract.Files.DUPLICATE;
import static org.medley.jobs.contract.Files.FILE;
import static org.medley.jobs.contract.Files.LINES;
import static org.medley.jobs.contract.Files.QUARANTINED;
import static org.medley.jobs.contract.Files.SUPERSEDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.Files;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Step;
import org.medley.jobs.night.StepContext;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.SubjectLookup;

/**
 * Reads one source once and replaces its slices. Stops before the data tables are touched if the
 * accounts of a file do not add up, or if more lines are malformed than the site tolerates. A line
 * of a person whom no source has declared (yet) is in quarantine but not malformed: extracts come
 * in any order, and the step runs again when the people change.
 */
public final class IngestStep implements Step {
  private final Source source;
  private final SourceSettings settings;
  private final List<SourceFile> files;
  private final Site.Tolerance tolerance;

  /** An ingestion of {@code files} of the source with {@code settings}. */
  public IngestStep(
      Source source, SourceSettings settings, List<SourceFile> files, Site.Tolerance tolerance) {
    this.source = source;
    this.settings = settings;
    this.files = List.copyOf(files);
    this.tolerance = tolerance;
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

  /** The files count by name and content: where they lie does not matter. */
  @Override
  public String settings() {
    Map<String, String> content = new TreeMap<>();
    files.forEach(file -> content.put(file.name(), file.digest()));
    Map<String, String> options = new TreeMap<>();
    settings.options().forEach((option, value) -> options.put(option, OptionFile.content(value)));
    return Json.write(List.of(settings.kind(), settings.zone().getId(), options, content));
  }

  @Override
  public List<String> inputs() {
    return source.declaresSubjects() ? List.of() : List.of(SubjectsStep.NAME);
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
        source.declaresSubjects()
            ? Optional.empty()
            : Optional.of(context.read(SubjectLinks.TABLE));
    SourceInput input = new SourceInput(context.spark(), settings, files, links, context.runId());
    try (Ingestion ingestion = source.ingest(input)) {
      List<Row> accounts = accounts(ingestion, context);
      context.write(Quarantine.TABLE, ingestion.quarantine());
      context.write(Files.TABLE, context.spark().createDataFrame(accounts, Files.TABLE.schema()));
      checkTolerance(accounts, context);
      ingestion.tables().forEach(context::write);
      Map<String, String> notes = new TreeMap<>(ingestion.notes().get());
      notes.put("accepted", Long.toString(sum(accounts, ACCEPTED)));
      notes.put("quarantined", Long.toString(sum(accounts, QUARANTINED)));
      return notes;
    }
  }

  /** One row per file; files without lines are accounted with zeros. */
  private List<Row> accounts(Ingestion ingestion, StepContext context) {
    Map<String, Row> counted =
        ingestion
            .accounts()
            .select(FILE, LINES, ACCEPTED, SUPERSEDED, DUPLICATE, QUARANTINED, BLANK)
            .collectAsList()
            .stream()
            .collect(Collectors.toMap(row -> row.getString(0), row -> row));
    List<Row> accounts = new ArrayList<>();
    for (SourceFile file : files) {
      Row row = counted.remove(file.name());
      Object[] counts = new Object[6];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = row == null ? 0L : row.getLong(i + 1);
      }
      checkSum(file.name(), counts);
      accounts.add(
          RowFactory.create(
              settings.name(),
              file.name(),
              file.bytes(),
              file.digest(),
              counts[0],
              counts[1],
              counts[2],
              counts[3],
              counts[4],
              counts[5],
              context.runId()));
    }
    if (!counted.isEmpty()) {
      throw new IllegalStateException("lines were accounted to files nobody pulled");
    }
    return accounts;
  }

  private static void checkSum(String file, Object[] counts) {
    long parts = 0;
    for (int i = 1; i < counts.length; i++) {
      parts += (long) counts[i];
    }
    if ((long) counts[0] != parts) {
      throw new IllegalStateException(
          file + " has " + counts[0] + " lines, but " + parts + " are accounted for");
    }
  }

  private void checkTolerance(List<Row> accounts, StepContext context) {
    long lines = sum(accounts, LINES);
    if (!tolerance.exceeded(sum(accounts, QUARANTINED), lines)) {
      return;
    }
    long malformed =
        context
            .written(Quarantine.TABLE)
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

  private static long sum(List<Row> accounts, String column) {
    int index = Files.TABLE.schema().fieldIndex(column);
    return accounts.stream().mapToLong(row -> row.getLong(index)).sum();
  }
}
