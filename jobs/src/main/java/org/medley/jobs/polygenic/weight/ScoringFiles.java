package org.medley.jobs.polygenic.weight;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;

/** Reads scoring files, plain or gzip, on the driver. */
public final class ScoringFiles {
  private ScoringFiles() {}

  /**
   * The scoring files, in the order given. No row is left out: a file with one that cannot be
   * understood is refused.
   *
   * @throws MedleyException with exit code 65 that lists every problem of every file by line, or if
   *     a file is not whole, or two have one name
   */
  public static List<ScoringFile> read(List<SourceFile> files, Configuration configuration) {
    List<String> problems = new ArrayList<>();
    List<ScoringFile> read = new ArrayList<>();
    for (SourceFile file : files) {
      ScoringLines lines = new ScoringLines(file.name(), problems);
      LineReader.scan(configuration, file, lines::take);
      read.add(lines.end());
    }
    Set<String> names = new HashSet<>();
    for (ScoringFile file : read) {
      if (!names.add(file.name())) {
        problems.add("%s: another file has the score %s too".formatted(file.file(), file.name()));
      }
    }
    if (!problems.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the scoring files cannot be used:%n    %s"
              .formatted(String.join(System.lineSeparator() + "    ", problems)),
          "mend these lines, or fetch the files again from their origin");
    }
    return read;
  }

  /** A sentence where the file does not hold as many rows as its header says. */
  public static Optional<String> doubt(ScoringFile file) {
    return file.stated("variants_number")
        .filter(number -> !number.equals(String.valueOf(file.weights().size())))
        .map(
            number ->
                "%s states %s variants and holds %d"
                    .formatted(file.file(), number, file.weights().size()));
  }
}
