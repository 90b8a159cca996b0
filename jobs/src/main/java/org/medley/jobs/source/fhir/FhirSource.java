package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.TableContract;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Change;
import org.medley.jobs.source.History;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Source;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;

/**
 * Bulk NDJSON of any resource type. The newest version of a resource is current ({@link
 * VersionOrder}), all others are history; an equal text is a duplicate. Loads add up: what an
 * earlier load brought stays until a newer version or a deletion comes.
 */
public final class FhirSource implements Source {
  /**
   * The option that says what an extract holds: {@code changes} (default) since the one before, or
   * {@code complete}, everything, so that what it lacks is deleted.
   */
  public static final String EXTRACT = "extract";

  private static final String CHANGES = "changes";

  /** The value of {@link #EXTRACT} for extracts that hold everything. */
  public static final String COMPLETE = "complete";

  @Override
  public boolean reads(String file) {
    return isData(file);
  }

  @Override
  public Set<String> options() {
    return Set.of(Identities.OPTION, SourceSettings.EXTRACT_TIME, EXTRACT);
  }

  @Override
  public Set<TableContract> tables() {
    return Set.of(Resources.TABLE, ResourceVersions.TABLE);
  }

  @Override
  public boolean declaresSubjects(SourceSettings settings) {
    return true;
  }

  @Override
  public boolean accumulates() {
    return true;
  }

  @Override
  public boolean readsAgain(Map<String, String> options) {
    return isComplete(options);
  }

  /**
   * Whether extracts hold everything.
   *
   * @throws MedleyException with exit code 78 if the option says neither
   */
  private static boolean isComplete(Map<String, String> options) {
    String extract = options.getOrDefault(EXTRACT, CHANGES);
    if (!extract.equals(CHANGES) && !extract.equals(COMPLETE)) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "site.yaml: a source has '%s: %s'".formatted(EXTRACT, extract),
          "write %s or %s".formatted(CHANGES, COMPLETE));
    }
    return extract.equals(COMPLETE);
  }

  /**
   * Reads the files named {@code *.ndjson} or {@code *.ndjson.gz}, but for those in a folder {@code
   * error}; others are passed over. Each file is read twice: for the keys of its lines, which are
   * kept until the ingestion is closed, and for the texts, when these are written; a third time
   * where the load itself brings old versions. Keys are shuffled once; texts only where more than
   * half a million lines are duplicates or old versions. A load after the first reads of the lake
   * only the keys of the types that it brings, and the texts that it replaces.
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    Dataset<Row> texts = lines(withData(input));
    Dataset<Row> lines = ResourceLines.keys(texts).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return landed(input, texts, lines);
    } catch (Exception e) {
      lines.unpersist();
      throw MedleyException.rethrown(e);
    }
  }

  private Ingestion landed(SourceInput input, Dataset<Row> texts, Dataset<Row> lines) {
    History history = input.history();
    Dataset<Row> versions = versions(lines, input);
    Dataset<Row> states =
        (history.replaces() ? Landing.ofMostlySingle(versions) : Landing.of(versions))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Runnable release =
        () -> {
          lines.unpersist();
          states.unpersist();
        };
    Landing.Effects effects = Landing.Effects.of(states);
    if (effects.promoted() > 0 && !history.replaces()) {
      release.run();
      return ingest(rebuilding(input));
    }
    LandedRows rows = new LandedRows(input, texts, states, effects);
    Map<TableContract, Dataset<Row>> tables = new HashMap<>();
    Map<TableContract, Change> changes = new HashMap<>();
    if (history.replaces()) {
      tables.put(Resources.TABLE, rows.current());
      tables.put(ResourceVersions.TABLE, rows.superseded());
    } else {
      rows.changeOfCurrent().ifPresent(change -> changes.put(Resources.TABLE, change));
      rows.changeOfSuperseded().ifPresent(change -> changes.put(ResourceVersions.TABLE, change));
    }
    LineAccounts accounts = new LineAccounts(input, lines, states);
    return new Ingestion(
        tables, changes, accounts.quarantine(), accounts.read(), accounts.tried(), release);
  }

  private static SourceInput withData(SourceInput input) {
    return new SourceInput(
        input.spark(),
        input.settings(),
        input.files().stream().filter(file -> isData(file.name())).toList(),
        input.links(),
        input.runId(),
        input.history());
  }

  /** What a server says of an export that went wrong in part lies beside the data. */
  private static boolean isData(String file) {
    boolean outcomes = file.startsWith("error/") || file.contains("/error/");
    return !outcomes && (file.endsWith(".ndjson") || file.endsWith(".ndjson.gz"));
  }

  /** An old version came to be the newest, which only seeing everything can settle. */
  private static SourceInput rebuilding(SourceInput input) {
    History history = input.history();
    return new SourceInput(
        input.spark(),
        input.settings(),
        input.files(),
        input.links(),
        input.runId(),
        new History(history.previous(), history.load(), history.asOf(), true, history.replay()));
  }

  private static Dataset<Row> lines(SourceInput input) {
    History history = input.history();
    Dataset<Row> lines = ResourceLines.ofFiles(input);
    if (history.load() > 1 && history.rebuild()) {
      lines = lines.union(ResourceLines.ofKept(history));
    }
    if (history.load() > 1 && (history.rebuild() || history.replay())) {
      lines = lines.union(ResourceLines.ofRefused(input));
    }
    return lines.withColumn(Resources.CONTENT, xxhash64(col(Resources.RAW)));
  }

  /** Whether lines may state deletions: lines of this load, or ones that were refused before. */
  private static boolean mayDelete(SourceInput input) {
    return input.history().rebuild()
        || input.history().replay()
        || input.files().stream().anyMatch(file -> Deletions.isFile(file.name()));
  }

  /** Every version that the load brings, and of the same resources those that the lake holds. */
  private static Dataset<Row> versions(Dataset<Row> lines, SourceInput input) {
    History history = input.history();
    Dataset<Row> current = history.previous().apply(Resources.TABLE);
    Dataset<Row> brought = Landing.ofLines(lines);
    if (mayDelete(input)) {
      brought = brought.unionByName(Landing.ofDeletions(Deletions.of(lines), history.load()));
    }
    if (isComplete(input.settings().options()) && history.load() > 1) {
      Timestamp now = Timestamp.from(ExtractTimes.of(input).fallback());
      brought =
          brought.unionByName(
              Landing.ofDeletions(Deletions.ofMissing(current, lines, now), history.load()));
    }
    if (history.load() == 1) {
      return brought;
    }
    Dataset<Row> versions = history.previous().apply(ResourceVersions.TABLE);
    Dataset<Row> stored =
        history.rebuild()
            ? Landing.ofVersions(versions.where(col(ResourceVersions.DELETED)))
            : Landing.ofCurrent(current).unionByName(Landing.ofVersions(versions));
    return brought.unionByName(history.rebuild() ? stored : Landing.met(stored, brought));
  }
}
