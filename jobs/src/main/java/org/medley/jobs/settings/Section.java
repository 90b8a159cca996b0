package org.medley.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * One mapping of a YAML file with its key path. Reading a key marks it as known; {@link #close}
 * reports the keys that nobody read, with the nearest known one. Wrong values become {@link
 * Problems} and a stand-in is returned, so that reading goes on and all problems appear together.
 */
public final class Section implements AutoCloseable {
  private static final String OPEN = "???";

  private final String file;
  private final String path;
  private final JsonNode node;
  private final Problems problems;
  private final Set<String> known = new LinkedHashSet<>();

  /** The mapping {@code node} that stands at {@code path} (empty: the top) of {@code file}. */
  public Section(String file, String path, JsonNode node, Problems problems) {
    this.file = file;
    this.path = path;
    this.problems = problems;
    this.node = node;
    if (node != null && !node.isObject()) {
      problems.add(file, path.isEmpty() ? "(top)" : path, "is not a mapping", "write 'key: value'");
    }
  }

  /** The file this section stands in. */
  public String file() {
    return file;
  }

  /** The key path of this section, empty at the top. */
  public String path() {
    return path;
  }

  /** The full path of {@code key}. */
  public String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Notes a problem with {@code key}. */
  public void problem(String key, String what, String remedy) {
    problems.add(file, path(key), what, remedy);
  }

  /** Keys that are present, in the order of the file. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    if (node != null && node.isObject()) {
      node.fieldNames().forEachRemaining(keys::add);
    }
    return keys;
  }

  /** The raw value of {@code key}; empty where absent or null. */
  public Optional<JsonNode> value(String key) {
    known.add(key);
    JsonNode found = node == null ? null : node.get(key);
    return found == null || found.isNull() ? Optional.empty() : Optional.of(found);
  }

  /** Whether {@code key} stands in the file, even with a null value. */
  public boolean has(String key) {
    known.add(key);
    return node != null && node.has(key);
  }

  /** Whether {@code key} stands in the file without a value. */
  boolean isEmpty(String key) {
    return has(key)
        && value(key).map(found -> found.isTextual() && found.asText().isBlank()).orElse(true);
  }

  /** Whether {@code key} leaves its value to another file, by the sign {@code ???}. */
  boolean isOpen(String key) {
    return value(key).map(JsonNode::asText).orElse("").equals(OPEN);
  }

  /** The text of {@code key}, or {@code standard} where absent. */
  public String text(String key, String standard) {
    return scalar(key, standard, JsonNode::isValueNode, JsonNode::asText, "a text");
  }

  /** The text of {@code key}; its absence is a problem. */
  public String required(String key) {
    if (value(key).isEmpty()) {
      problem(key, "is missing", "add it");
      return "";
    }
    return text(key, "");
  }

  /** The whole number of {@code key}, or {@code standard} where absent. */
  public long integer(String key, long standard) {
    return scalar(key, standard, JsonNode::isIntegralNumber, JsonNode::asLong, "a whole number");
  }

  /** The number of {@code key}, or {@code standard} where absent. */
  public Double number(String key, Double standard) {
    return scalar(key, standard, JsonNode::isNumber, JsonNode::asDouble, "a number");
  }

  /** The truth value of {@code key}, or {@code standard} where absent. */
  public boolean flag(String key, boolean standard) {
    return scalar(key, standard, JsonNode::isBoolean, JsonNode::asBoolean, "true or false");
  }

  /** The constant of {@code type} whose lower-case, hyphenated name stands at {@code key}. */
  public <E extends Enum<E>> E choice(String key, E standard) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : standard.getDeclaringClass().getEnumConstants()) {
      choices.put(constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), constant);
    }
    return one(key, choices, standard);
  }

  /** The value that {@code choices} gives for the text at {@code key}. */
  public <T> T one(String key, Map<String, T> choices, T standard) {
    Optional<JsonNode> found = value(key);
    if (found.isEmpty()) {
      return standard;
    }
    T chosen = choices.get(found.get().asText());
    if (chosen == null) {
      problem(key, "is '" + found.get().asText() + "'", "use one of " + choices.keySet());
      return standard;
    }
    return chosen;
  }

  /** The texts of the list at {@code key} (a single text counts as a list), or {@code standard}. */
  public List<String> texts(String key, List<String> standard) {
    Optional<JsonNode> found = value(key);
    if (found.isEmpty()) {
      return standard;
    }
    if (found.get().isValueNode()) {
      return List.of(found.get().asText());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : found.get()) {
      if (item.isValueNode()) {
        texts.add(item.asText());
      } else {
        problem(key, "holds something other than texts", "write [a, b, c]");
      }
    }
    return texts;
  }

  /** The mapping at {@code key}; an empty one where absent. The caller closes it. */
  public Section section(String key) {
    return new Section(file, path(key), value(key).orElse(null), problems);
  }

  /** The mappings of the list at {@code key}; none where absent. The caller closes them. */
  public List<Section> list(String key) {
    JsonNode found = value(key).orElse(null);
    if (found == null) {
      return List.of();
    }
    if (!found.isArray()) {
      problem(key, "is not a list", "write each item after a '-'");
      return List.of();
    }
    List<Section> items = new ArrayList<>();
    for (JsonNode item : found) {
      items.add(new Section(file, path(key) + "[" + items.size() + "]", item, problems));
    }
    return items;
  }

  /** The mappings below {@code key} by name, in the order of the file. The caller closes them. */
  public Map<String, Section> sections(String key) {
    Map<String, Section> sections = new LinkedHashMap<>();
    Section parent = section(key);
    for (String name : parent.keys()) {
      sections.put(name, parent.section(name));
    }
    return sections;
  }

  /**
   * What {@code read} gives. Its {@link IllegalArgumentException} becomes a problem with {@code
   * key} (its message is what is wrong and, after a semicolon, the remedy), and {@code standIn} is
   * given.
   */
  public <T> T attempt(String key, T standIn, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      String[] parts = e.getMessage().split("; ", 2);
      problem(key, parts[0], parts.length > 1 ? parts[1] : "correct it");
      return standIn;
    }
  }

  private <T> T scalar(
      String key,
      T standard,
      java.util.function.Predicate<JsonNode> fits,
      Function<JsonNode, T> read,
      String expected) {
    Optional<JsonNode> found = value(key);
    if (found.isEmpty()) {
      return standard;
    }
    if (!fits.test(found.get())) {
      problem(key, "is not " + expected, "write " + expected);
      return standard;
    }
    return read.apply(found.get());
  }

  /** Reports the keys that nobody read. */
  @Override
  public void close() {
    for (String key : keys()) {
      if (!known.contains(key)) {
        problem(key, "is not a known key", remedy(key));
      }
    }
  }

  private String remedy(String key) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(Comparator.comparing(candidate -> distance.apply(key, candidate)))
        .filter(nearest -> distance.apply(key, nearest) <= Math.max(2, key.length() / 3))
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("known keys are " + Arrays.toString(known.toArray()));
  }
}
