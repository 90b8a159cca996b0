package org.medley.jobs.source.meds;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.table.ParquetFiles;

/**
 * Names of the columns in files. Beside the standard's own names, {@code patient_id} is read as the
 * subject, {@code timestamp} as the time, and a numeric {@code value} as the number; the source's
 * option {@value #OPTION} ({@code subject_id=pid, text_value=note}) names others. Other columns are
 * passed over and said to be so.
 *
 * @param named name in the files by name in the standard, as the option gives them
 */
record MedsColumns(Map<String, String> named) {
  static final String SUBJECT = "subject_id";
  static final String TIME = "time";
  static final String CODE = "code";
  static final String NUMBER = "numeric_value";
  static final String TEXT = "text_value";
  static final String ENCOUNTER = "encounter_id";

  /** The option. */
  static final String OPTION = "columns";

  /** Each column of the standard with the names it is known by. */
  private static final Map<String, List<String>> KNOWN =
      Map.of(
          SUBJECT, List.of(SUBJECT, "patient_id"),
          TIME, List.of(TIME, "timestamp"),
          CODE, List.of(CODE),
          NUMBER, List.of(NUMBER, "value"),
          TEXT, List.of(TEXT),
          ENCOUNTER, List.of(ENCOUNTER, "hadm_id", "visit_id"));

  MedsColumns {
    named = Map.copyOf(named);
  }

  /**
   * Reads the option's text.
   *
   * @throws MedleyException with exit code 78 if it is malformed
   */
  static MedsColumns of(String source, Optional<String> option) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String pair : option.orElse("").split(",")) {
      String[] parts = pair.split("=", -1);
      if (parts.length == 2 && KNOWN.containsKey(parts[0].strip()) && !parts[1].isBlank()) {
        named.put(parts[0].strip(), parts[1].strip());
      } else if (!pair.isBlank()) {
        throw new MedleyException(
            ExitCode.CONFIGURATION,
            "site.yaml: sources.%s.columns: '%s' names no column".formatted(source, pair.strip()),
            "write, say, 'subject_id=pid, numeric_value=result'; the names are "
                + String.join(", ", KNOWN.keySet().stream().sorted().toList()));
      }
    }
    return new MedsColumns(named);
  }

  /** The name that files of {@code group} have for {@code column}; empty: they lack it. */
  Optional<String> in(ParquetFiles.Group group, String column) {
    List<String> names = named.containsKey(column) ? List.of(named.get(column)) : KNOWN.get(column);
    return names.stream().filter(group::has).findFirst();
  }

  /** As {@link #in}, for a column that must be there. */
  String required(ParquetFiles.Group group, String column) {
    return in(group, column)
        .orElseThrow(
            () ->
                new MedleyException(
                    ExitCode.DATA_REJECTED,
                    "the file %s has no column %s; its columns are %s"
                        .formatted(
                            group.files().get(0).name(),
                            column,
                            String.join(
                                ", ",
                                group.schema().getFields().stream()
                                    .map(f -> f.getName())
                                    .toList())),
                    "if it has the column under another name, say so at the source's 'columns'"));
  }
}
