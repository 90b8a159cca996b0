package org.medley.jobs.lake;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.medley.features.contract.TableContract;
import scala.Option;

/**
 * The Delta tables under one root. A table lies at {@code root/schema/name}; every write changes
 * one slice in one commit, carries a transaction identifier, and names the step key that made it.
 *
 * <p>Two exactly-once guards hold: Delta ignores a repeated transaction identifier, and a writer
 * that resumes looks for the commit that carries its key before it writes again.
 */
public final class Lake {
  private static final int COMMITS_SEARCHED = 50;
  private static final String WITHDRAWN = "withdrawn ";

  private final SparkSession spark;
  private final String root;

  /** The lake at {@code root}, a directory URI. */
  public Lake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = root;
  }

  /** The same lake, read and written by another session. */
  public Lake in(SparkSession session) {
    return new Lake(session, root);
  }

  /** Where {@code table} lies. */
  public String path(TableContract table) {
    return root + "/" + table.name().replace('.', '/');
  }

  /** The root, without a trailing slash. */
  public String root() {
    return root;
  }

  /** The place {@code path} below the root as a user would type it. */
  public String shown(String path) {
    return (LakeAccess.isLocal(root) ? LakeAccess.local(root).toString() : root) + "/" + path;
  }

  /** The rows of one slice as they were written by {@code output}; its version, never the head. */
  public Dataset<Row> read(TableContract table, Output output) {
    return ofSlice(table, output, pinned(table, output).rows());
  }

  /** The same, of rows whose {@code column}, a whole number, is at least {@code least}. */
  public Dataset<Row> readFrom(TableContract table, Output output, String column, long least) {
    Dataset<Row> rows = pinned(table, output).holding(column, (low, high) -> high >= least);
    return ofSlice(table, output, rows).where(col(column).geq(least));
  }

  /** The same, of rows whose {@code column}, a whole number, is one of {@code values}. */
  public Dataset<Row> readAmong(
      TableContract table, Output output, String column, Set<Long> values) {
    NavigableSet<Long> sorted = new TreeSet<>(values);
    Dataset<Row> rows =
        pinned(table, output)
            .holding(
                column,
                (low, high) -> {
                  Long next = sorted.ceiling(low);
                  return next != null && next <= high;
                });
    return ofSlice(table, output, rows).where(col(column).isin(sorted.toArray()));
  }

  /**
   * The rows of one slice as {@code output} left it that lie in files which {@code other}, another
   * version of the table, does not have as they are. Every row that only {@code output} has is
   * among them, so that work grows with what was written between the two.
   */
  public Dataset<Row> readApart(TableContract table, Output output, Output other) {
    return ofSlice(table, output, pinned(table, output).without(pinned(table, other)));
  }

  private PinnedTable pinned(TableContract table, Output output) {
    return PinnedTable.of(spark, path(table), output.version());
  }

  private static Dataset<Row> ofSlice(TableContract table, Output output, Dataset<Row> rows) {
    return table
        .slice()
        .map(column -> rows.where(col(column).equalTo(output.slice())))
        .orElse(rows);
  }

  /** All rows of {@code table} as they are now, also what no step has recorded yet. */
  public Dataset<Row> head(TableContract table) {
    return exists(table) ? PinnedTable.of(spark, path(table), version(table)).rows() : empty(table);
  }

  /** An empty dataset under the contract. */
  public Dataset<Row> empty(TableContract table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  /**
   * Replaces one slice of {@code table} by {@code rows} in one commit and returns what was written.
   * Columns that the contract gained since the table was made are added to it. If {@code ticket}
   * was handed out before a crash and its commit is there, that commit is returned and nothing is
   * written.
   */
  public Output replace(TableContract table, String slice, Dataset<Row> rows, Ticket ticket) {
    createIfAbsent(table);
    Optional<Output> found =
        ticket.resumed() ? committed(table, slice, ticket, 0) : Optional.empty();
    if (found.isPresent()) {
      return found.get();
    }
    var writer =
        writer(table.conform(rows), "overwrite", slice, ticket).option("mergeSchema", true);
    if (table.slice().isPresent()) {
      writer =
          writer
              .partitionBy(table.partitions().toArray(String[]::new))
              .option("replaceWhere", table.slice().get() + " = '" + slice + "'");
    }
    writer.save(path(table));
    return landed(table, slice, ticket, 0);
  }

  /**
   * Adds {@code rows} to one slice of {@code table} in one commit. Where somebody wrote the slice
   * since {@code base}, the slice as it was, all of it is replaced instead. A resumed {@code
   * ticket} counts as in {@link #replace}.
   */
  public Output append(TableContract table, Output base, Dataset<Row> rows, Ticket ticket) {
    Optional<Output> found =
        ticket.resumed() ? committed(table, base.slice(), ticket, base.rows()) : Optional.empty();
    if (found.isPresent()) {
      return found.get();
    }
    Dataset<Row> added = table.conform(rows);
    if (!isUntouchedSince(base, table)) {
      return replace(table, base.slice(), read(table, base).unionByName(added), ticket);
    }
    writer(added, "append", base.slice(), ticket).save(path(table));
    return landed(table, base.slice(), ticket, base.rows());
  }

  /**
   * Removes from one slice of {@code table}, in one commit, the rows that have any of the values of
   * {@code removed}, distinct values of some of its columns. Work grows with the change but for
   * reading those columns. What was said of {@code base} and {@code ticket} in {@link #append}
   * counts here too.
   */
  public Output remove(TableContract table, Output base, Dataset<Row> removed, Ticket ticket) {
    String slice = base.slice();
    Optional<Output> found =
        ticket.resumed() ? committed(table, slice, ticket, base.rows()) : Optional.empty();
    if (found.isPresent()) {
      return found.get();
    }
    if (!isUntouchedSince(base, table)) {
      return replace(
          table, slice, read(table, base).join(removed, removed.columns(), "left_anti"), ticket);
    }
    long rows =
        new SliceRemoval(spark, path(table), table, slice)
            .run(removed, ticket, mark(slice, ticket));
    return rows == 0 ? base : landed(table, slice, ticket, base.rows());
  }

  /**
   * Takes back what was written since {@code base}, all of it to the same slice and recorded
   * nowhere, so that the next change finds {@code base} as it was.
   */
  public void withdraw(TableContract table, Output base) {
    boolean own = true;
    for (long version = base.version() + 1; version <= version(table); version++) {
      own = own && isOfSlice(commits(table).of(version), base.slice());
    }
    if (own) {
      spark.conf().set(SliceRemoval.METADATA, WITHDRAWN + base.version() + " " + base.slice());
      try {
        DeltaTable.forPath(spark, path(table)).restoreToVersion(base.version());
      } finally {
        spark.conf().unset(SliceRemoval.METADATA);
      }
    }
  }

  private static DataFrameWriter<Row> writer(
      Dataset<Row> rows, String mode, String slice, Ticket ticket) {
    return rows.write()
        .format("delta")
        .mode(mode)
        .option("txnAppId", ticket.appId())
        .option("txnVersion", ticket.version())
        .option("userMetadata", mark(slice, ticket));
  }

  private Output landed(TableContract table, String slice, Ticket ticket, long rowsBefore) {
    Failpoint.reach("after-data-commit");
    return committed(table, slice, ticket, rowsBefore)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Delta ignored a write to " + table + ": its transaction was used before"));
  }

  /** What a commit says of itself: the step key and the slice. */
  private static String mark(String slice, Ticket ticket) {
    return ticket.key() + " " + slice;
  }

  private boolean isUntouchedSince(Output base, TableContract table) {
    Commits commits = commits(table);
    long version = version(table);
    while (version > base.version()) {
      Optional<Commits.Commit> commit = commits.of(version);
      if (!isOfSlice(commit, base.slice())) {
        version--;
        continue;
      }
      Optional<Long> restored = commit.flatMap(Lake::withdrawnTo);
      if (restored.isEmpty() || restored.get() < base.version()) {
        return false;
      }
      version = restored.get();
    }
    return true;
  }

  /** Whether {@code commit} wrote the slice, or may have, since nobody knows. */
  private static boolean isOfSlice(Optional<Commits.Commit> commit, String slice) {
    return commit
        .map(Commits.Commit::mark)
        .filter(mark -> !mark.isEmpty() && !mark.endsWith(" " + slice))
        .isEmpty();
  }

  private static Optional<Long> withdrawnTo(Commits.Commit commit) {
    return Optional.of(commit.mark())
        .filter(mark -> mark.startsWith(WITHDRAWN))
        .map(mark -> Long.parseLong(mark.split(" ", 3)[1]));
  }

  /**
   * Writes a small text file at {@code path} below the root: first under another name, then
   * renamed, so that no reader sees half of it. What lies there already with the same text stays.
   *
   * @return its SHA-256
   */
  public String writeText(String path, String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    String digest = org.apache.commons.codec.digest.DigestUtils.sha256Hex(bytes);
    if (hasText(path) && readText(path).equals(text)) {
      return digest;
    }
    try {
      Path target = new Path(root, path);
      Path unfinished = new Path(target.getParent(), "." + target.getName() + ".unfinished");
      org.apache.hadoop.fs.FileSystem files =
          target.getFileSystem(spark.sessionState().newHadoopConf());
      try (java.io.OutputStream out = files.create(unfinished, true)) {
        out.write(bytes);
      }
      Failpoint.reach("text-before-rename");
      files.delete(target, false);
      if (!files.rename(unfinished, target)) {
        throw new java.io.IOException("cannot rename " + unfinished.getName());
      }
      return digest;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Whether {@link #writeText} put a text at {@code path}. */
  public boolean hasText(String path) {
    Path file = new Path(root, path);
    try {
      return file.getFileSystem(spark.sessionState().newHadoopConf()).exists(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The text that {@link #writeText} put at {@code path}. */
  public String readText(String path) {
    Path file = new Path(root, path);
    try (java.io.InputStream in =
        file.getFileSystem(spark.sessionState().newHadoopConf()).open(file)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Optional<Output> committed(
      TableContract table, String slice, Ticket ticket, long rowsBefore) {
    Commits commits = commits(table);
    long head = version(table);
    for (long version = head; version >= Math.max(0, head - COMMITS_SEARCHED); version--) {
      Optional<Commits.Commit> commit = commits.of(version);
      if (commit.isPresent() && commit.get().mark().equals(mark(slice, ticket))) {
        long kept = commit.get().replaced() ? 0 : rowsBefore;
        long rows = kept + commit.get().added() - commit.get().removed();
        return Optional.of(new Output(table.name(), slice, version, rows));
      }
    }
    return Optional.empty();
  }

  private Commits commits(TableContract table) {
    return new Commits(path(table), spark.sessionState().newHadoopConf());
  }

  private long version(TableContract table) {
    return DeltaLog.forTable(spark, path(table))
        .update(false, Option.empty(), Option.empty())
        .version();
  }

  private void createIfAbsent(TableContract table) {
    if (exists(table)) {
      return;
    }
    DeltaTableBuilder builder =
        DeltaTable.createIfNotExists(spark)
            .location(path(table))
            .addColumns(table.schema())
            .comment(table.grain());
    for (Map.Entry<String, String> property : TableProperties.of(table).entrySet()) {
      builder = builder.property(property.getKey(), property.getValue());
    }
    if (!table.partitions().isEmpty()) {
      builder = builder.partitionedBy(table.partitions().toArray(String[]::new));
    }
    builder.execute();
  }

  private boolean exists(TableContract table) {
    try {
      Path log = new Path(path(table), "_delta_log");
      return log.getFileSystem(spark.sessionState().newHadoopConf()).exists(log);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
