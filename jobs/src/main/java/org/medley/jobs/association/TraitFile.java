package org.medley.jobs.association;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/**
 * A file of phenotypes or covariates, of which each line is a sample: plink's, with FID, IID and
 * values parted by spaces, with a line of names or without; or CSV with a line of names.
 */
public final class TraitFile {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final List<String> SAMPLE_NAMES =
      List.of("iid", "sample", "sample_id", "sample.id", "sampleid", "id");
  private static final Set<String> FAMILY_NAMES =
      Set.of("fid", "family.id", "family_id", "familyid");
  private static final int MOST_PROBLEMS = 20;

  private final String file;
  private final Map<String, Integer> samples;
  private final List<String> wanted;
  private final boolean one;
  private final CsvParser csv;
  private final Set<String> seen = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private final List<TraitColumn> columns = new ArrayList<>();
  private List<String> names;
  private boolean commas;
  private int sampleAt;
  private long unsaid;

  private TraitFile(String file, Map<String, Integer> samples, List<String> wanted, boolean one) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setNullValue("");
    settings.setEmptyValue("");
    this.file = file;
    this.samples = samples;
    this.wanted = wanted;
    this.one = one;
    this.csv = new CsvParser(settings);
  }

  /**
   * The columns of {@code file} with these names, in their order. In a file without names they are
   * 1, 2 and so on.
   *
   * @param samples number of each sample that is wanted; others are passed over
   * @param wanted names of columns; empty: all but those of the sample and its family
   * @throws MedleyException with exit code 65 that lists every line that cannot be understood,
   *     without what stands there, or names the columns that there are
   */
  public static List<TraitColumn> read(
      SourceFile file,
      Configuration configuration,
      Map<String, Integer> samples,
      List<String> wanted) {
    return read(file, configuration, new TraitFile(file.name(), samples, wanted, false));
  }

  /**
   * The column of {@code file} with this name.
   *
   * @param name null: the first column of plink's, as plink has it, or the only one of a CSV
   * @throws MedleyException as {@link #read}, also if it is not clear which column is meant
   */
  public static TraitColumn phenotype(
      SourceFile file, Configuration configuration, Map<String, Integer> samples, String name) {
    List<String> wanted = name == null ? List.of() : List.of(name);
    TraitFile traits = new TraitFile(file.name(), samples, wanted, name == null);
    return read(file, configuration, traits).get(0);
  }

  private static List<TraitColumn> read(
      SourceFile file, Configuration configuration, TraitFile traits) {
    LineReader.scan(configuration, file, traits::read);
    traits.refuse();
    return List.copyOf(traits.columns);
  }

  private boolean read(TextLine line) {
    if (line.problem() != null) {
      problem(line, "cannot be read as text");
    } else if (!line.isBlank()) {
      List<String> cells = names == null ? first(line.text()) : cells(line.text());
      if (cells != null) {
        take(line, cells);
      }
    }
    return names == null || !columns.isEmpty();
  }

  /** Reads the names; what is left of the line where it holds none. */
  private List<String> first(String text) {
    commas = text.indexOf(',') >= 0;
    List<String> cells = cells(text.replaceFirst("^#", ""));
    boolean named = commas || sampleColumn(cells) >= 0;
    names = named ? cells : numbered(cells.size());
    sampleAt = named ? Math.max(sampleColumn(cells), 0) : Math.min(1, cells.size() - 1);
    List<String> values = valueNames();
    List<String> missing = wanted.stream().filter(name -> !values.contains(name)).toList();
    if (values.isEmpty()) {
      problems.add("%s has no column of values".formatted(file));
    } else if (!missing.isEmpty()) {
      problems.add(
          "%s has no column %s; it has %s"
              .formatted(file, String.join(", ", missing), String.join(", ", values)));
    } else if (one && commas && values.size() > 1) {
      problems.add(
          "%s has several columns, and none is named: %s"
              .formatted(file, String.join(", ", values)));
    } else {
      chosen(values)
          .forEach(name -> columns.add(new TraitColumn(name, names.indexOf(name), count())));
    }
    return named || columns.isEmpty() ? null : cells;
  }

  private List<String> chosen(List<String> values) {
    return one ? values.subList(0, 1) : wanted.isEmpty() ? values : wanted;
  }

  private int count() {
    return samples.size();
  }

  private void take(TextLine line, List<String> cells) {
    if (cells.size() != names.size()) {
      problem(line, "has %d columns and not %d".formatted(cells.size(), names.size()));
      return;
    }
    String sample = cells.get(sampleAt);
    if (!seen.add(sample)) {
      problem(line, "names a sample again");
    }
    Integer number = samples.get(sample);
    if (number == null) {
      return;
    }
    for (TraitColumn column : columns) {
      if (!column.take(number, cells.get(column.position()))) {
        problem(line, "has no number in %s".formatted(column.name()));
      }
    }
  }

  private List<String> cells(String text) {
    String[] cells = commas ? csv.parseLine(text) : SPACE.split(text.strip());
    return Arrays.stream(cells).map(String::strip).toList();
  }

  private List<String> valueNames() {
    return names.stream()
        .filter(name -> names.indexOf(name) != sampleAt)
        .filter(name -> !FAMILY_NAMES.contains(lower(name)))
        .toList();
  }

  private static int sampleColumn(List<String> cells) {
    List<String> lower = cells.stream().map(TraitFile::lower).toList();
    return SAMPLE_NAMES.stream()
        .mapToInt(lower::indexOf)
        .filter(at -> at >= 0)
        .findFirst()
        .orElse(-1);
  }

  private static List<String> numbered(int columns) {
    List<String> names = new ArrayList<>(List.of("FID", "IID"));
    for (int i = 2; i < columns; i++) {
      names.add(Integer.toString(i - 1));
    }
    return names;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void problem(TextLine line, String what) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add("%s, line %d %s".formatted(file, line.number(), what));
    } else {
      unsaid++;
    }
  }

  private void refuse() {
    if (names == null && problems.isEmpty()) {
      problems.add("%s is empty".formatted(file));
    }
    if (unsaid > 0) {
      problems.add("%d more such lines".formatted(unsaid));
    }
    if (!problems.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the file of samples cannot be used:%n    %s"
              .formatted(String.join(System.lineSeparator() + "    ", problems)),
          "write one line per sample, with FID, IID and numbers, or CSV with a line of names;"
              + " NA or -9 where a value is not known");
    }
  }
}
