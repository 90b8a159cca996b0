package org.medley.jobs.source.omop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medley.jobs.source.table.Columns;

/**
 * One table of the model.
 *
 * @param name its name
 * @param domain domain of its events; empty: its rows are no events
 * @param columns its column for each field
 * @param mandatory fields that every file must have a column for
 */
record CdmTable(String name, String domain, Map<Field, String> columns, Set<Field> mandatory) {
  CdmTable {
    columns = Map.copyOf(columns);
    mandatory = Set.copyOf(mandatory);
  }

  /** Whether its rows are events. */
  boolean hasEvents() {
    return !domain.isEmpty();
  }

  /** What a reader is asked for: the cells in the order of {@link Field}. */
  Columns asked() {
    List<Set<String>> required = new ArrayList<>();
    mandatory.stream().sorted().map(columns::get).map(Set::of).forEach(required::add);
    if (columns.containsKey(Field.DAY)) {
      required.add(
          columns.containsKey(Field.MOMENT)
              ? Set.of(columns.get(Field.DAY), columns.get(Field.MOMENT))
              : Set.of(columns.get(Field.DAY)));
    }
    return new Columns(
        name, Arrays.stream(Field.values()).map(columns::get).toList(), List.copyOf(required));
  }
}
