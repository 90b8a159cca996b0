package org.medley.jobs.lake;

import static org.apache.spark.sql.functions.col;

import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;

/**
 * The Delta tables under one root. A table lies at {@code root/schema/name}; every write replaces
 * one slice in one commit, carries a transaction identifier, and names the step key that made it.
 *
 * <p>Two exactly-once guards hold: Delta ignores a repeated transaction identifier, and a writer
 * that resumes looks for the commit that carries its key before it writes again.
 */
public final class Lake {
  private static final int HISTORY_SEARCHED = 50;

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
    Dataset<Row> rows =
        spark.read().format("delta").option("versionAsOf", output.version()).load(path(table));
    return table
        .slice()
        .map(column -> rows.where(col(column).equalTo(output.slice())))
        .orElse(rows);
  }

  /** All rows of {@code table} as they are now, also what no step has recorded yet. */
  public Dataset<Row> head(TableContract table) {
    return exists(table) ? spark.read().format("delta").load(path(table)) : empty(table);
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
        table
            .conform(rows)
            .write()
            .format("delta")
            .mode("overwrite")
            .option("mergeSchema", true)
            .option("txnAppId", ticket.appId())
            .option("txnVersion", ticket.version())
            .option("userMetadata", mark(slice, ticket));
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
   * Changes one slice of {@code table} in one commit: rows of {@code base}, the slice as it was,
   * that have any of the values of {@code removed} go, {@code added} come. Work grows with the
   * change; where somebody wrote the slice since {@code base}, all of it is replaced instead. A
   * resumed {@code ticket} counts as in {@link #replace}.
   *
   * @param removed distinct values of columns of the table; empty: nothing goes
   */
  public Output change(
      TableContract table,
      Output base,
      Optional<Dataset<Row>> removed,
      Dataset<Row> added,
      Ticket ticket) {
    String slice = base.slice();
    Optional<Output> found =
        ticket.resumed() ? committed(table, slice, ticket, base.rows()) : Optional.empty();
    if (found.isPresent()) {
      return found.get();
    }
    Dataset<Row> rows = table.conform(added);
    if (!isUntouchedSince(base, table)) {
      Dataset<Row> before = read(table, base);
      Dataset<Row> kept =
          removed.map(keys -> before.join(keys, keys.columns(), "left_anti")).orElse(before);
      return replace(table, slice, kept.unionByName(rows), ticket);
    }
    if (removed.isEmpty()) {
      rows.write()
          .format("delta")
          .mode("append")
          .option("txnAppId", ticket.appId())
          .option("txnVersion", ticket.version())
          .option("userMetadata", mark(slice, ticket))
          .save(path(table));
    } else {
      SliceMerge.of(spark, path(table), table, slice)
          .run(removed.get(), rows, ticket, mark(slice, ticket));
    }
    return landed(table, slice, ticket, base.rows());
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
    List<Row> later =
        DeltaTable.forPath(spark, path(table))
            .history(HISTORY_SEARCHED)
            .where(col("version").gt(base.version()))
            .select("userMetadata")
            .collectAsList();
    return later.size() < HISTORY_SEARCHED
        && later.stream().noneMatch(row -> isOfSlice(row.getString(0), base.slice()));
  }

  private static boolean isOfSlice(String mark, String slice) {
    return mark == null || mark.endsWith(" " + slice);
  }

  /**
   * Writes a small text file at {@code path} below the root: first under another name, then
   * renamed, so that no reader sees half of it.
   *
   * @return its SHA-256
   */
  public String writeText(String path, String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try {
      Path target = new Path(root, path);
      Path unfinished = new Path(target.getParent(), "." + target.getName() + ".unfinished");
      org.apache.hadoop.fs.FileSystem files =
          target.getFileSystem(spark.sessionState().newHadoopConf());
      try (java.io.OutputStream out = files.create(unfinished, true)) {
        out.write(bytes);
      }
      files.delete(target, false);
      if (!files.rename(unfinished, target)) {
        throw new java.io.IOException("cannot rename " + unfinished.getName());
      }
      return org.apache.commons.codec.digest.DigestUtils.sha256Hex(bytes);
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
    List<Row> commits =
        DeltaTable.forPath(spark, path(table))
            .history(HISTORY_SEARCHED)
            .where(col("userMetadata").equalTo(mark(slice, ticket)))
            .select("version", "operationMetrics", "operation", "operationParameters")
            .orderBy(col("version").desc())
            .limit(1)
            .collectAsList();
    return commits.stream()
        .findFirst()
        .map(row -> new Output(table.name(), slice, row.getLong(0), rows(row, rowsBefore)));
  }

  private static long rows(Row commit, long before) {
    Map<String, String> metrics = commit.getJavaMap(1);
    if (commit.getString(2).equals("MERGE")) {
      return before
          + Long.parseLong(metrics.get("numTargetRowsInserted"))
          - Long.parseLong(metrics.get("numTargetRowsDeleted"));
    }
    boolean appended = "Append".equals(commit.<String, String>getJavaMap(3).get("mode"));
    return (appended ? before : 0) + Long.parseLong(metrics.getOrDefault("numOutputRows", "0"));
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
