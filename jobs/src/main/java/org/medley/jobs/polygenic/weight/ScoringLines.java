package org.medley.jobs.polygenic.weight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.source.TextLine;

/** Takes the lines of one scoring file in. */
final class ScoringLines {
  private static final Pattern STATED = Pattern.compile("#+\\s*(\\w+)\\s*=\\s*(.*?)\\s*");

  private final String file;
  private final List<String> problems;
  private final int problemsBefore;
  private final Map<String, String> header = new HashMap<>();
  private final List<Weight> weights = new ArrayList<>();
  private Columns columns;
  private boolean harmonised;

  ScoringLines(String file, List<String> problems) {
    this.file = file;
    this.problems = problems;
    this.problemsBefore = problems.size();
  }

  /** Takes a line in; false where those below it cannot be understood. */
  boolean take(TextLine line) {
    if (line.isBlank()) {
      return true;
    }
    if (line.problem() != null) {
      problem(line, "is not text (%s)".formatted(line.problem()));
      return true;
    }
    if (columns != null) {
      row(line);
      return true;
    }
    Matcher stated = STATED.matcher(line.text());
    if (stated.matches()) {
      header.put(stated.group(1), stated.group(2));
      return true;
    }
    return columns(line);
  }

  /** The file as a whole; its problems are where all are gathered. */
  ScoringFile end() {
    if (problems.size() == problemsBefore && weights.isEmpty()) {
      problems.add("%s: it holds no weight".formatted(file));
    }
    return new ScoringFile(file, header, harmonised, weights);
  }

  private boolean columns(TextLine line) {
    Columns named = Columns.of(line.text());
    boolean known = named.areOfCatalog() || named.areOfPlink();
    if (!known && line.text().startsWith("#")) {
      return true;
    }
    if (!known) {
      problem(
          line,
          "does not name the columns: rsID or chr_name and chr_position, effect_allele and"
              + " effect_weight; or ID, A1 and WEIGHT");
      return false;
    }
    if (!named.areDistinct()) {
      problem(line, "names a column twice");
      return false;
    }
    columns = named;
    harmonised =
        named.at("hm_chr") >= 0
            && named.at("hm_pos") >= 0
            && ScoringFile.statesHarmonisedBuild(header);
    return true;
  }

  private void row(TextLine line) {
    List<String> split = columns.split(line.text());
    if (split.size() != columns.size()) {
      problem(line, "has %d columns and not %d".formatted(split.size(), columns.size()));
      return;
    }
    Cells cells = new Cells(columns, split);
    Weight weight =
        columns.areOfCatalog()
            ? new CatalogRow(cells, harmonised).weight(line.number())
            : new PlinkRow(cells, columns).weight(line.number());
    if (cells.problems().isEmpty()) {
      weights.add(weight);
    } else {
      problem(line, String.join("; ", cells.problems()));
    }
  }

  private void problem(TextLine line, String what) {
    problems.add("%s, line %d: %s".formatted(file, line.number(), what));
  }
}
