package org.medley.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.models.family.Grid;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.Setting;
import org.medley.models.train.Search;

/**
 * Reads the block {@code model}: families, each a name or a mapping of its name and the values of
 * its settings, and how candidates are searched.
 */
record ModelReader(Section block, Problems problems, AllowedNames allowed) {
  private static final String FAMILIES = "families";
  private static final String NAME = "name";
  private static final String NONE = "none";

  ModelBlock read() {
    Map<String, Map<String, List<Double>>> grids = grids();
    String calibrate = block.text("calibrate", ModelBlock.DEFAULT_CALIBRATE);
    if (!allowed.calibrations().contains(calibrate)) {
      block.problem(
          "calibrate",
          "'" + calibrate + "' is not known",
          "use one of " + sorted(allowed.calibrations()));
    }
    long folds = within("folds", ModelBlock.DEFAULT_FOLDS, 2, 20);
    long seed = block.integer("seed", ModelBlock.DEFAULT_SEED);
    Search search = search(grids, calibrate);
    return new ModelBlock(List.copyOf(grids.keySet()), calibrate, (int) folds, seed, search);
  }

  private Search search(Map<String, Map<String, List<Double>>> grids, String calibrate) {
    long budget = within("budget", Search.BUDGET, 1, 10_000);
    if (budget < grids.size()) {
      block.problem(
          "budget",
          "is " + budget + ", fewer than the families",
          "write at least " + grids.size() + ", or name fewer families");
    }
    Search.Balance balance = block.choice("weights", Search.Balance.NONE);
    if (balance == Search.Balance.BALANCED && calibrate.equals(NONE)) {
      block.problem(
          "weights",
          "shift every risk and nothing puts them right",
          "leave 'calibrate: none' out, or the weights");
    }
    boolean nested = block.flag("nested", false);
    double events = block.number("events-per-covariate", 0.0);
    if (!(events >= 0)) {
      block.problem("events-per-covariate", "is " + events, "write 0 or more, such as 10");
    }
    Map<String, Map<String, List<Double>>> stated = new LinkedHashMap<>(grids);
    stated.values().removeIf(Map::isEmpty);
    return new Search(stated, (int) Math.max(1, budget), balance, nested, Math.max(0, events));
  }

  private long within(String key, long standard, long least, long most) {
    long found = block.integer(key, standard);
    if (found < least || found > most) {
      block.problem(key, "is " + found, "write " + least + " to " + most);
    }
    return found;
  }

  /** The families in order, each with the values that the task states. */
  private Map<String, Map<String, List<Double>>> grids() {
    Map<String, Map<String, List<Double>>> grids = new LinkedHashMap<>();
    int number = 0;
    for (JsonNode item : items(block.value(FAMILIES))) {
      if (item.isObject()) {
        String path = block.path(FAMILIES) + "[" + number + "]";
        try (Section family = new Section(block.file(), path, item, problems)) {
          String name = family.required(NAME);
          if (isNew(grids, family, NAME, name)) {
            grids.put(name, stated(family, name));
          } else {
            family.keys().forEach(family::value);
          }
        }
      } else if (isNew(grids, block, FAMILIES, item.asText())) {
        grids.put(item.asText(), Map.of());
      }
      number++;
    }
    if (number == 0) {
      block.problem(FAMILIES, "names none", "name some of " + sorted(allowed.modelFamilies()));
    }
    return grids;
  }

  /** Whether {@code name} is a family that has not been named before; else a problem is noted. */
  private boolean isNew(Map<String, ?> seen, Section at, String key, String name) {
    boolean known = allowed.modelFamilies().contains(name);
    if (!known && !name.isEmpty()) {
      at.problem(
          key, "'" + name + "' is not known", "use some of " + sorted(allowed.modelFamilies()));
    } else if (seen.containsKey(name)) {
      at.problem(key, "'" + name + "' stands twice", "name it once, with all its values");
    }
    return known && !seen.containsKey(name);
  }

  private static Map<String, List<Double>> stated(Section section, String family) {
    Map<String, List<Double>> stated = new LinkedHashMap<>();
    for (Setting setting : ModelFamilies.named(family).settings()) {
      String key = setting.name();
      if (section.has(key)) {
        List<JsonNode> items = items(section.value(key));
        List<Double> values =
            items.stream().filter(JsonNode::isNumber).map(JsonNode::asDouble).toList();
        if (values.size() < items.size()) {
          section.problem(key, "holds something other than numbers", "write " + setting.words());
        } else {
          section.attempt(key, null, () -> checked(setting, values));
          stated.put(key, values);
        }
      }
    }
    return stated;
  }

  private static List<Double> checked(Setting setting, List<Double> values) {
    Grid.check(setting, values);
    return values;
  }

  /** The items of a list; a single value counts as one. */
  private static List<JsonNode> items(Optional<JsonNode> found) {
    List<JsonNode> items = new ArrayList<>();
    found.ifPresent(
        node -> {
          if (node.isArray()) {
            node.forEach(items::add);
          } else {
            items.add(node);
          }
        });
    return items;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }
}
