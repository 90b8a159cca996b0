package org.medley.jobs.lake;

import static org.medley.jobs.lake.ParquetRecords.has;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;

/** Reads classic checkpoints of a Delta log. */
final class LogCheckpoints {
  private LogCheckpoints() {}

  /** Tells {@code log} what the files of a checkpoint hold. */
  static void read(Collection<Path> files, Configuration hadoop, TableLog log) throws IOException {
    for (Path file : files) {
      ParquetRecords.each(file, hadoop, record -> read(record, log));
    }
  }

  private static void read(Group record, TableLog log) {
    if (has(record, "protocol")) {
      Group stated = record.getGroup("protocol", 0);
      Set<String> features = new TreeSet<>(texts(stated, "readerFeatures"));
      features.addAll(texts(stated, "writerFeatures"));
      log.needs(
          new TableLog.Protocol(
              stated.getInteger("minReaderVersion", 0),
              stated.getInteger("minWriterVersion", 0),
              features));
    } else if (has(record, "add")) {
      Group added = record.getGroup("add", 0);
      log.add(
          new TableLog.DataFile(
              added.getString("path", 0),
              values(added),
              deletions(added),
              added.getLong("size", 0)));
    }
  }

  private static Map<String, String> values(Group added) {
    Map<String, String> values = new TreeMap<>();
    if (has(added, "partitionValues")) {
      Group map = added.getGroup("partitionValues", 0);
      for (int i = 0; i < map.getFieldRepetitionCount(0); i++) {
        Group entry = map.getGroup(0, i);
        values.put(
            entry.getString("key", 0), has(entry, "value") ? entry.getString("value", 0) : "");
      }
    }
    return values;
  }

  private static String deletions(Group added) {
    if (!has(added, "deletionVector")) {
      return "";
    }
    Group vector = added.getGroup("deletionVector", 0);
    int offset = has(vector, "offset") ? vector.getInteger("offset", 0) : 0;
    return vector.getString("pathOrInlineDv", 0) + "@" + offset;
  }

  private static Set<String> texts(Group record, String field) {
    Set<String> texts = new TreeSet<>();
    if (has(record, field)) {
      Group list = record.getGroup(field, 0);
      for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
        texts.add(list.getGroup(0, i).getString(0, 0));
      }
    }
    return texts;
  }
}
