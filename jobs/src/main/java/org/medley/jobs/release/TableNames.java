package org.medley.jobs.release;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.medley.features.contract.TableContract;

/** The tables that may be asked, by name. */
public final class TableNames {
  private final Map<String, TableContract> contracts;

  /** The tables {@code contracts}. */
  public TableNames(Collection<TableContract> contracts) {
    this.contracts =
        contracts.stream()
            .collect(
                Collectors.toMap(TableContract::name, table -> table, (a, b) -> a, TreeMap::new));
  }

  /** All names, sorted. */
  public List<String> names() {
    return List.copyOf(contracts.keySet());
  }

  /** The contract of {@code name}; empty if there is no such table. */
  public Optional<TableContract> contract(String name) {
    return Optional.ofNullable(contracts.get(name));
  }

  /** What to do about the unknown table {@code name}. */
  public String remedy(String name) {
    String all = "the tables are " + String.join(", ", contracts.keySet());
    return nearest(name).map(near -> "did you mean " + near + "? " + all).orElse(all);
  }

  private Optional<String> nearest(String name) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String wanted = name.toLowerCase(Locale.ROOT);
    return contracts.keySet().stream()
        .min(
            Comparator.comparing(
                known ->
                    Math.min(
                        distance.apply(known, wanted),
                        distance.apply(known.substring(known.indexOf('.') + 1), wanted))))
        .filter(
            known ->
                Math.min(
                        distance.apply(known, wanted),
                        distance.apply(known.substring(known.indexOf('.') + 1), wanted))
                    <= name.length() / 2);
  }
}
