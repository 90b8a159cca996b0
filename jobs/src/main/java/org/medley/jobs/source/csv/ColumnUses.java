package org.medley.jobs.source.csv;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.table.CellKind;
import org.medley.jobs.source.table.Columns;

/** The columns that a mapping asks for, and of which types they may be where a file has types. */
final class ColumnUses {
  /** Columns that are read as names, codes and words. */
  static final Set<CellKind> WORDS = EnumSet.of(CellKind.TEXT, CellKind.NUMBER, CellKind.BOOLEAN);

  /** Columns that are read as numbers. */
  static final Set<CellKind> NUMBERS = EnumSet.of(CellKind.TEXT, CellKind.NUMBER);

  /** Columns that are read as dates or times. */
  static final Set<CellKind> TIMES =
      EnumSet.of(
          CellKind.TEXT, CellKind.NUMBER, CellKind.DATE, CellKind.INSTANT, CellKind.LOCAL_TIME);

  /** Columns of which it matters whether they are filled. */
  static final Set<CellKind> ANY = EnumSet.complementOf(EnumSet.of(CellKind.OTHER));

  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final List<Set<CellKind>> readable = new ArrayList<>();

  /** The place of {@code column}, which is used as one of {@code kinds}. */
  int place(String column, Set<CellKind> kinds) {
    int place = places.computeIfAbsent(Columns.key(column), key -> places.size());
    if (place == readable.size()) {
      readable.add(EnumSet.copyOf(ANY));
    }
    readable.get(place).retainAll(kinds);
    return place;
  }

  /** The columns, all of them required, in the order of their places. */
  Columns asked(String file) {
    List<String> names = names();
    return new Columns(file, names, names.stream().map(Set::of).toList());
  }

  /** Their names. */
  List<String> names() {
    return List.copyOf(places.keySet());
  }

  /**
   * Ends here if a file has a column in a type that cannot be read as the mapping says.
   *
   * @param kinds what the file says of the columns, in their order
   * @throws MedleyException with exit code 65 that names file and column
   */
  void check(String file, List<CellKind> kinds) {
    for (int i = 0; i < kinds.size(); i++) {
      if (!readable.get(i).contains(kinds.get(i))) {
        throw new MedleyException(
            ExitCode.DATA_REJECTED,
            "the file %s: its column %s is of type %s, and the mapping reads it as %s"
                .formatted(file, names().get(i), word(kinds.get(i)), words(readable.get(i))),
            "convert the column, or mend its type in the mapping");
      }
    }
  }

  private static String words(Set<CellKind> kinds) {
    return String.join(" or ", kinds.stream().map(ColumnUses::word).toList());
  }

  private static String word(CellKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
