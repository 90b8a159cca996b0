package org.medley.features.covariate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medley.features.comorbidity.ComorbidityCategory;
import org.medley.features.comorbidity.ComorbidityIndex;
import org.medley.features.comorbidity.ComorbidityIndices;
import org.medley.features.covariate.Population.Event;

/** The categories and scores of a list of events once more, as plain loops. */
final class NaiveComorbidity {
  private NaiveComorbidity() {}

  /** Returns what is not zero, by the name of the covariate without its window. */
  static Map<String, Double> of(List<Event> events) {
    Map<String, Double> found = new TreeMap<>();
    for (ComorbidityIndex index : ComorbidityIndices.all()) {
      String stem = "comorbidity_" + index.name() + "_";
      Set<String> recorded = new HashSet<>();
      for (ComorbidityCategory category : index.categories()) {
        if (events.stream().anyMatch(e -> counts(e, category))) {
          recorded.add(category.name());
        }
      }
      for (ComorbidityCategory category : index.categories()) {
        boolean graver = category.notWith().filter(recorded::contains).isPresent();
        if (recorded.contains(category.name()) && !graver) {
          found.put(stem + category.name(), 1.0);
          category
              .weights()
              .forEach(
                  (set, weight) -> found.merge(stem + set + "_score", 1.0 * weight, Double::sum));
        }
      }
    }
    found.values().removeIf(value -> value == 0);
    return found;
  }

  private static boolean counts(Event event, ComorbidityCategory category) {
    int end = event.code().lastIndexOf("//");
    String icd = ComorbidityIndices.icdBySystem().get(event.code().substring(0, Math.max(0, end)));
    String code = event.code().substring(end + 2).toUpperCase(Locale.ROOT).replace(".", "");
    return event.domain().equals("condition")
        && icd != null
        && category.codes().get(icd).stream().anyMatch(code::startsWith);
  }
}
