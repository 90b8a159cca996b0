package org.medley.jobs.source.omop;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;

/**
 * Which file is of which table, by name alone: {@code person.csv}, {@code PERSON.csv.gz}, {@code
 * person.parquet}, {@code person/part-0.parquet}, {@code person/_delta_log/…}; also with a number
 * or {@code cdm} before the name ({@code 2b_concept.csv}, {@code cdm_person.csv}) or the number of
 * a part behind it ({@code person_0001.csv}). The case does not matter.
 *
 * @param delimited files of delimited text, by table
 * @param parquet plain Parquet files, by table
 * @param delta Delta tables
 */
record CdmFiles(
    Map<String, List<SourceFile>> delimited,
    Map<String, List<SourceFile>> parquet,
    List<Delta> delta) {
  private static final String LOG = "_delta_log/";
  private static final Pattern NAME =
      Pattern.compile(
          "(?:(?:[0-9]+[a-z]?|omop_cdm|cdm|omop)[_.-])?(.+?)(?:[_.-](?:part)?[0-9_of.-]+)?");
  private static final Pattern TEXT = Pattern.compile("(.+?)\\.(csv|tsv|txt)(\\.gz)?");
  private static final Pattern PARQUET =
      Pattern.compile("(.+?)(\\.(snappy|gz|zstd|lz4|c[0-9]+))*\\.parquet");

  /**
   * A Delta table.
   *
   * @param table its name in the model
   * @param root where it lies
   * @param files its files, those of its log left out
   */
  record Delta(String table, String root, List<SourceFile> files) {}

  /** Whether a file is of a table that is read. */
  static boolean reads(String file) {
    return table(file).isPresent();
  }

  /**
   * Sorts {@code files} into tables.
   *
   * @throws MedleyException with exit code 66 that names a missing table without which nothing can
   *     be read
   */
  static CdmFiles of(String source, List<SourceFile> files) {
    Map<String, List<SourceFile>> logs = new LinkedHashMap<>();
    for (SourceFile file : files) {
      int log = file.name().indexOf(LOG);
      if (log >= 0) {
        logs.computeIfAbsent(file.name().substring(0, log), name -> new ArrayList<>()).add(file);
      }
    }
    CdmFiles found = new CdmFiles(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
    for (SourceFile file : files) {
      String table = table(file.name()).orElseThrow();
      Optional<String> root = logs.keySet().stream().filter(file.name()::startsWith).findFirst();
      if (root.isEmpty()) {
        Map<String, List<SourceFile>> kind =
            TEXT.matcher(lower(file.name())).matches() ? found.delimited : found.parquet;
        kind.computeIfAbsent(table, name -> new ArrayList<>()).add(file);
      }
    }
    logs.forEach((root, log) -> found.delta.add(delta(root, log.get(0), files)));
    found.checkComplete(source);
    return found;
  }

  /** The tables of which there is a file. */
  TreeSet<String> tables() {
    TreeSet<String> tables = new TreeSet<>(delimited.keySet());
    tables.addAll(parquet.keySet());
    delta.forEach(table -> tables.add(table.table()));
    return tables;
  }

  private static Delta delta(String root, SourceFile log, List<SourceFile> files) {
    String uri = log.uri().substring(0, log.uri().lastIndexOf('/' + LOG));
    String path = new Path(URI.create(uri)).toString();
    List<SourceFile> data =
        files.stream()
            .filter(file -> file.name().startsWith(root) && !file.name().contains(LOG))
            .toList();
    return new Delta(table(log.name()).orElseThrow(), path, data);
  }

  private void checkComplete(String source) {
    TreeSet<String> missing = new TreeSet<>(CdmTables.REQUIRED);
    missing.removeAll(tables());
    if (!missing.isEmpty()) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "the source %s has no table %s".formatted(source, String.join(" and no table ", missing)),
          missing.contains(CdmTables.CONCEPT)
              ? "put the file concept of the vocabulary (CONCEPT.csv of an Athena download) beside"
                  + " the other tables: concept ids mean nothing without it"
              : "export the table into the source's folder, as person.csv, say");
    }
  }

  private static Optional<String> table(String file) {
    String name = lower(file);
    int log = name.indexOf(LOG);
    if (log > 0) {
      boolean used = name.endsWith(".json") || name.endsWith(".parquet");
      return used ? ofFolder(name.substring(0, log)) : Optional.empty();
    }
    int slash = name.lastIndexOf('/');
    String last = name.substring(slash + 1);
    Matcher text = TEXT.matcher(last);
    Matcher parquet = PARQUET.matcher(last);
    if (!text.matches() && !parquet.matches()) {
      return Optional.empty();
    }
    Optional<String> own = known(text.matches() ? text.group(1) : parquet.group(1));
    return own.isPresent() ? own : ofFolder(name.substring(0, slash + 1));
  }

  /** The table that the innermost folder of {@code path} names; partition folders name none. */
  private static Optional<String> ofFolder(String path) {
    String[] folders = path.split("/");
    for (int i = folders.length - 1; i >= 0; i--) {
      if (!folders[i].contains("=")) {
        return known(folders[i].replaceFirst("\\.(parquet|delta|csv)$", ""));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> known(String stem) {
    if (CdmTables.ALL.containsKey(stem)) {
      return Optional.of(stem);
    }
    Matcher name = NAME.matcher(stem);
    return name.matches() && CdmTables.ALL.containsKey(name.group(1))
        ? Optional.of(name.group(1))
        : Optional.empty();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
