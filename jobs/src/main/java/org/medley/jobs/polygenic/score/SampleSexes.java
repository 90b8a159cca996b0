package org.medley.jobs.polygenic.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/** Reads plink2's file of samples (.psam): columns IID and SEX, of which others are passed over. */
public final class SampleSexes {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Map<String, Sex> SEXES =
      Map.of(
          "1", Sex.MALE,
          "m", Sex.MALE,
          "male", Sex.MALE,
          "2", Sex.FEMALE,
          "f", Sex.FEMALE,
          "female", Sex.FEMALE,
          "0", Sex.UNKNOWN,
          "na", Sex.UNKNOWN);

  private final String file;
  private final Map<String, Sex> sexes = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private List<String> columns;

  private SampleSexes(String file) {
    this.file = file;
  }

  /**
   * The sexes in {@code file} by the name of the sample.
   *
   * @throws MedleyException with exit code 65 that lists every line that cannot be understood,
   *     without what stands there
   */
  public static Map<String, Sex> read(SourceFile file, Configuration configuration) {
    SampleSexes read = new SampleSexes(file.name());
    LineReader.scan(configuration, file, read::take);
    if (read.columns == null) {
      read.problems.add("%s: no line names the columns IID and SEX".formatted(read.file));
    }
    if (!read.problems.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the sexes of samples cannot be read:%n    %s"
              .formatted(String.join(System.lineSeparator() + "    ", read.problems)),
          "write a line '#IID SEX', and below it a sample and 1 (male), 2 (female) or NA each");
    }
    return read.sexes;
  }

  private boolean take(TextLine line) {
    if (line.isBlank() || line.text().startsWith("##")) {
      return true;
    }
    List<String> cells = Arrays.asList(SPACE.split(line.text().strip()));
    if (columns == null) {
      columns = cells.stream().map(name -> name.replaceFirst("^#", "")).toList();
      boolean named = columns.contains("IID") && columns.contains("SEX");
      columns = named ? columns : null;
      return named;
    }
    Sex sex = cells.size() == columns.size() ? SEXES.get(cell(cells, "SEX")) : null;
    if (sex == null) {
      problem(line, "is not a sample with a sex");
    } else if (sexes.put(cells.get(columns.indexOf("IID")), sex) != null) {
      problem(line, "names a sample again");
    }
    return true;
  }

  private String cell(List<String> cells, String column) {
    return cells.get(columns.indexOf(column)).toLowerCase(Locale.ROOT);
  }

  private void problem(TextLine line, String what) {
    problems.add("%s, line %d %s".formatted(file, line.number(), what));
  }
}
