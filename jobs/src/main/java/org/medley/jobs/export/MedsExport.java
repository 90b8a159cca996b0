package org.medley.jobs.export;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.mode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Writes a data set of the Medical Event Data Standard 0.4: {@code data/N.parquet} (subject_id,
 * time in microseconds without zone, code, numeric_value of 32 bits, text_value), {@code
 * metadata/codes.parquet} with every code of the data, and {@code metadata/dataset.json}. Splits
 * are not written: in Medley they belong to a task.
 *
 * @param events clinical.events; the current versions are exported
 * @param links clinical.subject_links
 * @param medsSources sources of kind MEDS, whose people get their own ids back
 * @param zone zone of the times that are written
 */
public record MedsExport(
    Dataset<Row> events, Dataset<Row> links, Set<String> medsSources, ZoneId zone) {
  /** The version of the standard. */
  public static final String VERSION = "0.4.0";

  private static final long EVENTS_PER_SHARD = 2_000_000;

  /**
   * What was written.
   *
   * @param subjects people
   * @param events rows of the data table
   * @param codes distinct codes
   * @param shards files of data
   */
  public record Written(long subjects, long events, long codes, long shards) {}

  /**
   * Writes into the folder {@code out}. Reads the events four times: to find the subjects, to
   * count, to write them, and for the codes.
   *
   * @param description what dataset.json says beside the version of the standard
   * @throws MedleyException with exit code 73 if the folder is there and not empty, 74 if it cannot
   *     be written, 65 if two subjects would get the same id
   */
  public Written write(String out, Map<String, String> description) {
    Path root = new Path(out);
    Configuration configuration = events.sparkSession().sessionState().newHadoopConf();
    try {
      FileSystem files = root.getFileSystem(configuration);
      if (files.exists(root) && files.listStatus(root).length > 0) {
        throw new MedleyException(
            ExitCode.CANNOT_WRITE,
            "the folder %s is not empty".formatted(out),
            "name a new folder with --out, or remove this one");
      }
      return write(files, files.makeQualified(root), description);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the data set cannot be written to %s".formatted(out),
          "check the folder and its free space: " + e.getMessage(),
          e);
    }
  }

  private Written write(FileSystem files, Path root, Map<String, String> description)
      throws IOException {
    Dataset<Row> current = events.where(col(Events.SUPERSEDED_TIME).isNull());
    Dataset<Row> ids = MedsRows.ids(current, links, medsSources).persist();
    try {
      long rows = current.count();
      int shards = (int) Math.max(1, (rows + EVENTS_PER_SHARD - 1) / EVENTS_PER_SHARD);
      Path data = new Path(root, "data");
      int written = place(files, MedsRows.of(current, ids, zone, shards), root, data, "");
      Path metadata = new Path(root, "metadata");
      Dataset<Row> codes = codes(current).persist();
      place(files, codes.coalesce(1), root, metadata, "codes");
      long distinct = codes.count();
      codes.unpersist();
      describe(files, new Path(metadata, "dataset.json"), description);
      return new Written(ids.count(), rows, distinct, written);
    } finally {
      ids.unpersist();
    }
  }

  private static Dataset<Row> codes(Dataset<Row> current) {
    return current
        .groupBy(Events.CODE)
        .agg(mode(col(Events.DESCRIPTION), true).as("description"))
        .select(
            col(Events.CODE).as(MedsRows.CODE),
            col("description"),
            array().cast(DataTypes.createArrayType(DataTypes.StringType)).as("parent_codes"))
        .orderBy(MedsRows.CODE);
  }

  /**
   * Writes {@code rows} beside their place and moves each file there, as {@code name} or 0, 1, ….
   */
  private static int place(FileSystem files, Dataset<Row> rows, Path root, Path folder, String name)
      throws IOException {
    Path unfinished = new Path(root, ".unfinished");
    rows.write().option("maxRecordsPerFile", "0").parquet(unfinished.toString());
    List<Path> parts =
        Arrays.stream(files.listStatus(unfinished))
            .map(FileStatus::getPath)
            .filter(path -> path.getName().endsWith(".parquet"))
            .sorted()
            .toList();
    files.mkdirs(folder);
    for (int i = 0; i < parts.size(); i++) {
      Path target = new Path(folder, (name.isEmpty() ? Integer.toString(i) : name) + ".parquet");
      if (!files.rename(parts.get(i), target)) {
        throw new IOException("cannot rename a file to " + target.getName());
      }
    }
    files.delete(unfinished, true);
    return parts.size();
  }

  private static void describe(FileSystem files, Path file, Map<String, String> description)
      throws IOException {
    Map<String, String> all = new java.util.TreeMap<>(description);
    all.put("meds_version", VERSION);
    try (OutputStream out = files.create(file, false)) {
      out.write(Json.write(all).getBytes(StandardCharsets.UTF_8));
    }
  }
}
