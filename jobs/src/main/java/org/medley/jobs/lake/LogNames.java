package org.medley.jobs.lake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one Delta log up to a version: commits, and classic checkpoints of any parts. */
public final class LogNames {
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");
  private static final Pattern CHECKPOINT =
      Pattern.compile("(\\d{20})\\.checkpoint(?:\\.(\\d{10})\\.(\\d{10}))?\\.parquet");

  private final long last;
  private final TreeMap<Long, String> commits = new TreeMap<>();
  private final TreeMap<Long, Map<Integer, Collection<String>>> parts = new TreeMap<>();

  /** The log up to version {@code last}. */
  public LogNames(long last) {
    this.last = last;
  }

  /** Notes the file {@code name} if it belongs to a version up to the last. */
  public void add(String name) {
    Matcher commit = COMMIT.matcher(name);
    Matcher checkpoint = CHECKPOINT.matcher(name);
    if (commit.matches()) {
      long version = Long.parseLong(commit.group(1));
      if (version <= last) {
        commits.put(version, name);
      }
    } else if (checkpoint.matches() && Long.parseLong(checkpoint.group(1)) <= last) {
      int of = checkpoint.group(3) == null ? 1 : Integer.parseInt(checkpoint.group(3));
      parts
          .computeIfAbsent(Long.parseLong(checkpoint.group(1)), version -> new TreeMap<>())
          .computeIfAbsent(of, count -> new ArrayList<>())
          .add(name);
    }
  }

  /** The commits after {@code version}, by version. */
  public SortedMap<Long, String> commitsAfter(long version) {
    return commits.tailMap(version, false);
  }

  /** The newest whole checkpoint: its version and its files. */
  public Optional<Map.Entry<Long, Collection<String>>> checkpoint() {
    for (Map.Entry<Long, Map<Integer, Collection<String>>> version :
        parts.descendingMap().entrySet()) {
      for (Map.Entry<Integer, Collection<String>> written : version.getValue().entrySet()) {
        if (written.getValue().size() == written.getKey()) {
          return Optional.of(Map.entry(version.getKey(), written.getValue()));
        }
      }
    }
    return Optional.empty();
  }
}
