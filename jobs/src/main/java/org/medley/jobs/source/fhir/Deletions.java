package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Resources;
import org.medley.jobs.source.TextLine;
import org.medley.jobs.view.path.ResourceIds;

/**
 * What an extract says is no more: files in a folder {@code deleted} hold transaction Bundles of
 * DELETE entries (FHIR Bulk Data Access, "deleted" in the manifest).
 */
final class Deletions {
  /** The file of a deletion that no line states: a complete extract lacked the resource. */
  static final String NO_FILE = "";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern KEY =
      Pattern.compile("(?:.*/)?([A-Za-z]+)/(" + ResourceIds.PATTERN + ")");

  private Deletions() {}

  /** Whether {@code file} holds deletions. */
  static boolean isFile(String file) {
    return file.startsWith("deleted/") || file.contains("/deleted/");
  }

  /** {@code Type/id} of every entry; empty if the line has none or one that is no deletion. */
  static List<String> keys(TextLine line) {
    try {
      List<String> keys = new ArrayList<>();
      for (JsonNode entry : JSON.readTree(line.bytes()).path("entry")) {
        JsonNode request = entry.path("request");
        Matcher key = KEY.matcher(request.path("url").asText());
        if (!request.path("method").asText().equals("DELETE") || !key.matches()) {
          return List.of();
        }
        keys.add(key.group(1) + "/" + key.group(2));
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One row per deletion that {@code lines} state: the columns of lines, with type and id. */
  static Dataset<Row> of(Dataset<Row> lines) {
    return lines
        .where(col(ResourceLines.DELETIONS).isNotNull())
        .withColumn("key", explode(col(ResourceLines.DELETIONS)))
        .withColumn(Resources.TYPE, substring_index(col("key"), "/", 1))
        .withColumn(Resources.ID, substring_index(col("key"), "/", -1))
        .drop("key");
  }

  /** One row per resource of {@code kept} that is not among {@code read}. */
  static Dataset<Row> ofMissing(Dataset<Row> kept, Dataset<Row> read, java.sql.Timestamp extract) {
    Dataset<Row> there = read.select(Resources.TYPE, Resources.ID);
    return kept.join(there, new String[] {Resources.TYPE, Resources.ID}, "left_anti")
        .select(
            col(Resources.TYPE),
            col(Resources.ID),
            lit(extract).as(Resources.EXTRACT_TIME),
            lit(NO_FILE).as(Resources.FILE),
            lit(0L).as(Resources.LINE),
            lit(0L).as(Resources.BYTE_OFFSET));
  }
}
