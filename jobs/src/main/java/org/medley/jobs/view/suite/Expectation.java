package org.medley.jobs.view.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a case expects of rows. Rows are compared as multisets and numbers by value. What is null,
 * absent or an empty list is the same: nothing.
 */
final class Expectation {
  private static final int MOST_SHOWN = 3;

  private Expectation() {}

  /** What is not as {@code test} expects; empty if all is. */
  static String unmet(JsonNode test, List<String> columns, List<JsonNode> rows) {
    if (test.has("expectColumns")) {
      List<String> expected = new ArrayList<>();
      test.get("expectColumns").forEach(column -> expected.add(column.asText()));
      if (!expected.equals(columns)) {
        return "columns " + columns + ", expected " + expected;
      }
    }
    if (test.has("expectCount") && test.get("expectCount").asInt() != rows.size()) {
      return rows.size() + " rows, expected " + test.get("expectCount").asInt();
    }
    if (test.has("expect")) {
      return unmet(test.get("expect"), rows);
    }
    return test.has("expectCount") || test.has("expectColumns")
        ? ""
        : "the case says nothing of what it expects";
  }

  private static String unmet(JsonNode expected, List<JsonNode> rows) {
    List<String> missing = new ArrayList<>();
    expected.forEach(row -> missing.add(plain(row).toString()));
    List<String> surplus = new ArrayList<>();
    for (JsonNode row : rows) {
      String text = plain(row).toString();
      if (!missing.remove(text)) {
        surplus.add(text);
      }
    }
    if (missing.isEmpty() && surplus.isEmpty()) {
      return "";
    }
    return "%d rows, expected %d; missing %s; not expected %s"
        .formatted(rows.size(), expected.size(), some(missing), some(surplus));
  }

  private static String some(List<String> rows) {
    List<String> shown = rows.subList(0, Math.min(MOST_SHOWN, rows.size()));
    String more =
        rows.size() > MOST_SHOWN ? " and %d more".formatted(rows.size() - MOST_SHOWN) : "";
    return rows.isEmpty() ? "none" : String.join(" ", shown) + more;
  }

  /** With members in the order of their names, without nothings, numbers without zeros behind. */
  private static JsonNode plain(JsonNode node) {
    if (node.isObject()) {
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      TreeSet<String> names = new TreeSet<>();
      node.fieldNames().forEachRemaining(names::add);
      names.stream()
          .filter(name -> !isNothing(node.get(name)))
          .forEach(name -> sorted.set(name, plain(node.get(name))));
      return sorted;
    }
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> array.add(plain(item)));
      return array;
    }
    return node.isNumber()
        ? JsonNodeFactory.instance.textNode(
            "number " + node.decimalValue().stripTrailingZeros().toPlainString())
        : node;
  }

  private static boolean isNothing(JsonNode node) {
    return node.isNull() || (node.isArray() && node.isEmpty());
  }
}
