package org.medley.jobs.unit;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.medley.jobs.settings.Problems;

/** The lines of a small CSV file with a fixed header; what is wrong with one becomes a problem. */
public final class CsvRows {
  private final String file;
  private final List<String> columns;
  private final List<String[]> lines;
  private final Problems problems;

  private CsvRows(String file, List<String> columns, List<String[]> lines, Problems problems) {
    this.file = file;
    this.columns = columns;
    this.lines = lines;
    this.problems = problems;
  }

  /** The lines of {@code file}; none where there is no such file. */
  public static CsvRows read(Path file, List<String> columns, Problems problems) {
    String shown = file.toString();
    List<String[]> lines = Files.isRegularFile(file) ? parsed(file, problems) : List.of();
    if (!lines.isEmpty() && !columns.equals(Arrays.asList(lines.get(0)))) {
      problems.add(shown, "line 1", "is not the header", "write " + String.join(",", columns));
      lines = List.of();
    }
    return new CsvRows(shown, columns, lines, problems);
  }

  private static List<String[]> parsed(Path file, Problems problems) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setNullValue("");
    settings.setEmptyValue("");
    try {
      return new CsvParser(settings).parseAll(new java.io.StringReader(Files.readString(file)));
    } catch (IOException e) {
      problems.add(file.toString(), "(file)", "cannot be read as UTF-8", "save it as UTF-8");
      return List.of();
    }
  }

  /** Hands every line after the header to {@code reader}. */
  public void each(Consumer<Line> reader) {
    for (int i = 1; i < lines.size(); i++) {
      Line line = new Line(i + 1, lines.get(i));
      if (line.require(lines.get(i).length == columns.size(), "(line)", "has other columns")) {
        reader.accept(line);
      }
    }
  }

  /** One line. */
  public final class Line {
    private final int number;
    private final String[] cells;

    private Line(int number, String[] cells) {
      this.number = number;
      this.cells = cells;
    }

    /** The text of {@code column}, empty where nothing stands. */
    public String text(String column) {
      return cells[columns.indexOf(column)].strip();
    }

    /** The number above zero in {@code column}; empty where nothing stands. */
    public Optional<BigDecimal> positive(String column) {
      if (text(column).isEmpty()) {
        return Optional.empty();
      }
      try {
        BigDecimal number = new BigDecimal(text(column));
        require(number.signum() > 0, column, "is not above zero");
        return Optional.of(number);
      } catch (NumberFormatException e) {
        require(false, column, "is not a number");
        return Optional.empty();
      }
    }

    /** Notes that {@code column} is wrong unless {@code holds}, which is returned. */
    public boolean require(boolean holds, String column, String what) {
      if (!holds) {
        problems.add(file, "line " + number + ", " + column, what, "mend the line");
      }
      return holds;
    }
  }
}
