package org.medley.jobs.report.chart;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.text.DisplayWidth;
import org.medley.jobs.text.Numbers;
import org.medley.jobs.text.Visible;

/** Words in and about drawings, where no browser breaks lines. */
final class Words {
  private Words() {}

  /** The text in at most {@code most} lines of about {@code columns} letters. */
  static List<String> wrapped(String text, int columns, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Visible.line(text.strip()).split(" +")) {
      if (!line.isEmpty() && DisplayWidth.of(line + " " + word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(DisplayWidth.cut(word, columns));
    }
    lines.add(line.toString());
    if (lines.size() > most) {
      String rest = String.join(" ", lines.subList(most - 1, lines.size()));
      return append(lines.subList(0, most - 1), DisplayWidth.cut(rest, columns));
    }
    return lines;
  }

  /** A share as {@code 5 %}, with a decimal where it needs one. */
  static String percent(double share) {
    double percent = share * 100;
    return Numbers.percent(share, Math.abs(percent - Math.rint(percent)) < 1e-6 ? 0 : 1);
  }

  private static List<String> append(List<String> lines, String last) {
    List<String> all = new ArrayList<>(lines);
    all.add(last);
    return all;
  }
}
