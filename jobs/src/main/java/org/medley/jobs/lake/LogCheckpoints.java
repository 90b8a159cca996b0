package org.medley.jobs.lake;

import static org.medley.jobs.lake.ParquetRecords.has;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;

/** The classic checkpoints of one Delta log, of one part or of several. */
final class LogCheckpoints {
  private static final Pattern NAME =
      Pattern.compile("(\\d{20})\\.checkpoint(?:\\.(\\d{10})\\.(\\d{10}))?\\.parquet");

  private final TreeMap<Long, Map<Integer, Collection<Path>>> parts = new TreeMap<>();

  /** Notes {@code file} if it is a checkpoint or a part of one. */
  void add(Path file) {
    Matcher name = NAME.matcher(file.getName());
    if (name.matches()) {
      int of = name.group(3) == null ? 1 : Integer.parseInt(name.group(3));
      parts
          .computeIfAbsent(Long.parseLong(name.group(1)), version -> new TreeMap<>())
          .computeIfAbsent(of, count -> new ArrayList<>())
          .add(file);
    }
  }

  /** The newest whole checkpoint: its version and its files. */
  Optional<Map.Entry<Long, Collection<Path>>> newest() {
    for (Map.Entry<Long, Map<Integer, Collection<Path>>> version :
        parts.descendingMap().entrySet()) {
      for (Map.Entry<Integer, Collection<Path>> written : version.getValue().entrySet()) {
        if (written.getValue().size() == written.getKey()) {
          return Optional.of(Map.entry(version.getKey(), written.getValue()));
        }
      }
    }
    return Optional.empty();
  }

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
      log.add(new TableLog.DataFile(added.getString("path", 0), values(added)));
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
