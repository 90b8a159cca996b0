package org.medley.jobs.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.medley.jobs.view.ViewDefinition.Constant;
import org.medley.jobs.view.ViewDefinition.Each;
import org.medley.jobs.view.ViewDefinition.Select;
import org.medley.jobs.view.ViewDefinition.ViewColumn;

/** Reads the official JSON shape of a ViewDefinition. Keys that it does not know are refused. */
public final class ViewReader {
  private static final Set<String> ABOUT =
      Set.of(
          "resourceType",
          "id",
          "meta",
          "text",
          "extension",
          "url",
          "identifier",
          "version",
          "title",
          "status",
          "experimental",
          "publisher",
          "contact",
          "description",
          "useContext",
          "copyright",
          "fhirVersion",
          "date",
          "profile");
  private static final Set<String> VIEW = Set.of("name", "resource", "constant", "where", "select");
  private static final Set<String> SELECT =
      Set.of("column", "select", "forEach", "forEachOrNull", "unionAll");
  private static final Set<String> COLUMN =
      Set.of("name", "path", "type", "collection", "description", "tag");
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private ViewReader() {}

  /**
   * The definition in {@code json}.
   *
   * @throws ViewException if it is not one
   */
  public static ViewDefinition read(JsonNode json) {
    for (String key : keys(json, "(top)")) {
      if (!ABOUT.contains(key) && !VIEW.contains(key)) {
        throw new ViewException(key, "is not supported");
      }
    }
    Map<String, Constant> constants = new LinkedHashMap<>();
    list(json, "constant", "").forEach(item -> constant(item, constants));
    List<String> where =
        list(json, "where", "").stream().map(item -> text(item, "path", true)).toList();
    List<Select> select = selects(json, "select", "");
    if (select.isEmpty()) {
      throw new ViewException("select", "is missing");
    }
    Item top = new Item("", json);
    return new ViewDefinition(
        Optional.ofNullable(text(top, "name", false)).orElse(""),
        text(top, "resource", true),
        Map.copyOf(constants),
        where,
        select);
  }

  private record Item(String at, JsonNode json) {
    String path(String key) {
      return at.isEmpty() ? key : at + "." + key;
    }
  }

  private static void constant(Item item, Map<String, Constant> constants) {
    List<String> values =
        keys(item.json, item.at).stream().filter(key -> key.startsWith("value")).toList();
    String name = name(item);
    if (values.size() != 1 || !item.json.get(values.get(0)).isValueNode()) {
      throw new ViewException(item.at, "needs exactly one value[x] of a primitive type");
    }
    String type = values.get(0).substring("value".length());
    constants.put(
        name,
        new Constant(
            Character.toLowerCase(type.charAt(0)) + type.substring(1),
            item.json.get(values.get(0)).asText()));
  }

  private static List<Select> selects(JsonNode json, String key, String at) {
    return list(json, key, at).stream().map(ViewReader::select).toList();
  }

  private static Select select(Item item) {
    for (String key : keys(item.json, item.at)) {
      if (!SELECT.contains(key)) {
        throw new ViewException(item.path(key), "is not supported");
      }
    }
    String forEach = text(item, "forEach", false);
    String orNull = text(item, "forEachOrNull", false);
    if (forEach != null && orNull != null) {
      throw new ViewException(item.at, "has both forEach and forEachOrNull");
    }
    Each each =
        forEach != null ? Each.FOR_EACH : orNull != null ? Each.FOR_EACH_OR_NULL : Each.ONCE;
    return new Select(
        item.at,
        each,
        forEach != null ? forEach : Optional.ofNullable(orNull).orElse(""),
        list(item.json, "column", item.at).stream().map(ViewReader::column).toList(),
        selects(item.json, "select", item.at),
        selects(item.json, "unionAll", item.at));
  }

  private static ViewColumn column(Item item) {
    for (String key : keys(item.json, item.at)) {
      if (!COLUMN.contains(key)) {
        throw new ViewException(item.path(key), "is not supported");
      }
    }
    return new ViewColumn(
        item.at,
        name(item),
        text(item, "path", true),
        Optional.ofNullable(text(item, "type", false)),
        item.json.path("collection").asBoolean(false));
  }

  private static String name(Item item) {
    String name = text(item, "name", true);
    if (!NAME.matcher(name).matches()) {
      throw new ViewException(item.path("name"), "is not a name of letters, digits and _");
    }
    return name;
  }

  private static List<Item> list(JsonNode json, String key, String at) {
    JsonNode found = json.path(key);
    String path = at.isEmpty() ? key : at + "." + key;
    if (!found.isMissingNode() && !found.isArray()) {
      throw new ViewException(path, "is not a list");
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode item : found) {
      items.add(new Item(path + "[" + items.size() + "]", item));
    }
    return items;
  }

  private static String text(Item item, String key, boolean required) {
    JsonNode found = item.json.path(key);
    if (found.isMissingNode() && !required) {
      return null;
    }
    if (!found.isTextual() || found.asText().isBlank()) {
      throw new ViewException(
          item.path(key), found.isMissingNode() ? "is missing" : "is not a text");
    }
    return found.asText();
  }

  private static List<String> keys(JsonNode json, String at) {
    if (!json.isObject()) {
      throw new ViewException(at, "is not an object");
    }
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
