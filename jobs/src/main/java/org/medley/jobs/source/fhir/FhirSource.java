package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.TableContract;
import org.medley.jobs.contract.Required;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.Change;
import org.medley.jobs.source.FileLines;
import org.medley.jobs.source.History;
import org.medley.jobs.source.Identities;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.Lander;
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

  /** Of more versions, those that are the only ones of their resource are told apart first. */
  private static final long FEW = 100_000;

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
   * error}; others are passed over. Each file is read once, and its resources land in {@code
   * clinical.resources}; parts of files that hold other lines (blank, deletions, malformed) are
   * read again for these. What becomes of the versions is settled by their keys, which are shuffled
   * once; texts only where more than half a million of them are not current. A load after the first
   * reads of the lake only the keys of the types that it brings, and the texts that it replaces.
   */
  @Override
  public Ingestion ingest(SourceInput input) {
    SourceInput data = withData(input);
    FileLines files = FileLines.of(data.spark(), data.files());
    Optional<Dataset<Row>> again = again(data);
    List<Dataset<Row>> kept = new ArrayList<>();
    try {
      Dataset<Row> lines = ResourceLines.resources(data, files);
      Lander.Landed resources =
          data.lander()
              .land(Resources.TABLE, resources(data, again.map(lines::union).orElse(lines)));
      Dataset<Row> others = ResourceLines.others(data, files.passedOver());
      kept.add(
          again.map(others::union).orElse(others).where(col(Resources.TYPE).isNull()).persist());
      return settled(data, resources, kept.get(0));
    } catch (Exception e) {
      kept.forEach(Dataset::unpersist);
      throw MedleyException.rethrown(e);
    }
  }

  private static Ingestion settled(
      SourceInput input, Lander.Landed resources, Dataset<Row> others) {
    History history = input.history();
    Dataset<Row> landed =
        history.replaces()
            ? resources.slice().rows()
            : resources.slice().rowsFrom(Resources.LOAD, history.load());
    Dataset<Row> states =
        states(input, resources, landed, others).persist(StorageLevel.MEMORY_AND_DISK());
    Settlement settlement =
        new Settlement(input, resources.slice().rows(), states, Effects.of(states));
    Map<TableContract, Dataset<Row>> tables = new HashMap<>();
    Map<TableContract, Change> changes = new HashMap<>();
    settlement.current().ifPresent(change -> changes.put(Resources.TABLE, change));
    if (history.replaces()) {
      tables.put(ResourceVersions.TABLE, settlement.wholeHistory());
    } else {
      settlement.history().ifPresent(change -> changes.put(ResourceVersions.TABLE, change));
    }
    LineAccounts accounts = new LineAccounts(input, landed, others, states);
    Runnable release =
        () -> {
          others.unpersist();
          states.unpersist();
        };
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
        input.history(),
        input.lander());
  }

  /** What a server says of an export that went wrong in part lies beside the data. */
  private static boolean isData(String file) {
    boolean outcomes = file.startsWith("error/") || file.contains("/error/");
    return !outcomes && (file.endsWith(".ndjson") || file.endsWith(".ndjson.gz"));
  }

  /** Lines that are not in a file of this load and are read all the same. */
  private static Optional<Dataset<Row>> again(SourceInput input) {
    History history = input.history();
    boolean kept = history.load() > 1 && history.rebuild();
    boolean refused = history.load() > 1 && (history.rebuild() || history.replay());
    return Stream.of(
            kept ? Optional.of(ResourceLines.ofKept(history)) : Optional.<Dataset<Row>>empty(),
            refused ? Optional.of(ResourceLines.ofRefused(input)) : Optional.<Dataset<Row>>empty())
        .flatMap(Optional::stream)
        .reduce(Dataset::union);
  }

  /** Those of {@code lines} that are resources, under {@code clinical.resources}. */
  private static Dataset<Row> resources(SourceInput input, Dataset<Row> lines) {
    return Required.conform(
        Resources.TABLE,
        lines
            .where(col(Resources.TYPE).isNotNull())
            .withColumn(Resources.SOURCE, lit(input.settings().name()))
            .withColumn(Resources.CONTENT, xxhash64(col(Resources.RAW)))
            .drop(ResourceLines.PROBLEM, ResourceLines.DELETIONS, ResourceLines.ORIGIN));
  }

  /** Whether lines may state deletions: lines of this load, or ones that were refused before. */
  private static boolean mayDelete(SourceInput input) {
    return input.history().rebuild()
        || input.history().replay()
        || input.files().stream().anyMatch(file -> Deletions.isFile(file.name()));
  }

  /**
   * The state of every version that shares its resource with others, among what the load brings and
   * what the lake holds of the same resources, and of every deletion.
   */
  private static Dataset<Row> states(
      SourceInput input, Lander.Landed resources, Dataset<Row> landed, Dataset<Row> others) {
    History history = input.history();
    Dataset<Row> brought = Versions.ofBrought(landed, origin(input));
    long many = resources.rows();
    if (mayDelete(input)) {
      Dataset<Row> deletions = Deletions.of(others).persist();
      many += deletions.count();
      brought = brought.unionByName(Versions.ofDeletions(deletions, history.load()));
    }
    Dataset<Row> before = history.previous().apply(Resources.TABLE);
    if (isComplete(input.settings().options()) && history.load() > 1) {
      Timestamp now = Timestamp.from(ExtractTimes.of(input).fallback());
      Dataset<Row> read = landed.where(origin(input).equalTo(ResourceLines.READ));
      Dataset<Row> missing = Deletions.ofMissing(before, read, now).persist();
      many += missing.count();
      brought = brought.unionByName(Versions.ofDeletions(missing, history.load()));
    }
    Dataset<Row> all = brought;
    if (history.load() > 1) {
      Dataset<Row> versions = history.previous().apply(ResourceVersions.TABLE);
      all =
          all.unionByName(
              history.rebuild()
                  ? Versions.ofReplaced(versions.where(col(ResourceVersions.DELETED)))
                  : Landing.met(
                      Versions.ofCurrent(before).unionByName(Versions.ofReplaced(versions)),
                      brought,
                      many));
    }
    return Landing.of(many > FEW ? Landing.shared(all) : all);
  }

  /** Where a row that the load put into {@code clinical.resources} comes from. */
  private static Column origin(SourceInput input) {
    History history = input.history();
    if (!history.rebuild() && !history.replay()) {
      return lit(ResourceLines.READ);
    }
    return when(col(Resources.LOAD).lt(history.load()), ResourceLines.KEPT)
        .when(LineAccounts.isOf(input, Resources.FILE), ResourceLines.READ)
        .otherwise(ResourceLines.REFUSED);
  }
}
