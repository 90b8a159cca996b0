package org.medley.jobs.source.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * The columns of a table that a reader asks for. Their case and order in a file do not matter, and
 * columns that nobody asked for are passed over.
 *
 * @param table the table; the name of a file that is none of several tables
 * @param names the columns, as {@link #key} has them, in the order of the cells that the reader
 *     gets; null: a cell that this table does not have
 * @param required sets of columns of which a file must have at least one
 */
public record Columns(String table, List<String> names, List<Set<String>> required)
    implements Serializable {
  /**
   * Where each column stands in {@code header}, -1: nowhere.
   *
   * @throws MedleyException with exit code 65 if a required column is missing or one stands twice
   */
  List<Integer> positions(String file, List<String> header) {
    List<String> found = header.stream().map(Columns::key).toList();
    List<String> missing = new ArrayList<>();
    for (Set<String> choice : required) {
      if (choice.stream().noneMatch(found::contains)) {
        missing.add(String.join(" or ", choice.stream().sorted().toList()));
      }
    }
    if (!missing.isEmpty()) {
      throw refused(
          "%s has no column %s; its columns are %s"
              .formatted(shown(file), String.join(", ", missing), String.join(", ", found)),
          "export it with that column, or rename the column that holds it");
    }
    List<Integer> positions = names.stream().map(found::indexOf).toList();
    positions.stream()
        .filter(at -> at >= 0 && found.lastIndexOf(found.get(at)) != at)
        .findFirst()
        .ifPresent(
            at -> {
              throw refused(
                  "%s has the column %s twice".formatted(shown(file), found.get(at)),
                  "remove one of the two");
            });
    return positions;
  }

  /** The name by which a column of that name is found. */
  public static String key(String column) {
    return column.strip().toLowerCase(Locale.ROOT);
  }

  private String shown(String file) {
    return table.equals(file)
        ? "the file " + file
        : "the table %s (file %s)".formatted(table, file);
  }

  private static MedleyException refused(String what, String remedy) {
    return new MedleyException(ExitCode.DATA_REJECTED, what, remedy);
  }
}
