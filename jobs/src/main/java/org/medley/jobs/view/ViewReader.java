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
          "profile",
          "contained",
          "copyrightLabel",
          "implicitRules",
          "jurisdiction",
          "language",
          "modifierExtension",
          "purpose",
          "versionAlgorithmString",
          "versionAlgorithmCoding");
  private static final Set<String> ELEMENT = Set.of("id", "extension", "modifierExtension");
  private static final Set<String> VIEW = Set.of("name", "resource", "constant", "where", "select");
  private static final Set<String> SELECT =
      Set.of("column", "select", "forEach", "forEachOrNull", "repeat", "unionAll");
  private static final Set<String> WHERE = Set.of("path", "description");
  private static final Set<String> CONSTANT = Set.of("name");
  private static final Set<String> COLUMN =
      Set.of("name", "path", "type", "collection", "description", "tag");
  private static final Map<String, Each> EACH =
      Map.of(
          "forEach", Each.FOR_EACH,
          "forEachOrNull", Each.FOR_EACH_OR_NULL,
          "repeat", Each.REPEAT);
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
    List<String> where = list(json, "where", "").stream().map(ViewReader::where).toList();
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

  private static String where(Item item) {
    known(item, WHERE);
    return text(item, "path", true);
  }

  private static void constant(Item item, Map<String, Constant> constants) {
    List<String> values =
        keys(item.json, item.at).stream().filter(key -> key.startsWith("value")).toList();
    keys(item.json, item.at).stream()
        .filter(key -> !values.contains(key))
        .forEach(key -> known(item, key, CONSTANT));
    String name = name(item);
    if (values.size() != 1 || !item.json.get(values.get(0)).isValueNode()) {
      throw new ViewException(item.at, "needs exactly one value[x] of a primitive type");
    }
    String type = small(values.get(0).substring("value".length()));
    Constant old = constants.put(name, new Constant(type, exact(item.json.get(values.get(0)))));
    if (old != null || name.equals(SelectCompiler.ROW_INDEX)) {
      throw new ViewException(item.at, "is the second constant named '" + name + "'");
    }
  }

  private static List<Select> selects(JsonNode json, String key, String at) {
    return list(json, key, at).stream().map(ViewReader::select).toList();
  }

  private static Select select(Item item) {
    known(item, SELECT);
    List<String> ways = EACH.keySet().stream().filter(item.json::has).toList();
    if (ways.size() > 1) {
      throw new ViewException(item.at, "has both " + ways.get(0) + " and " + ways.get(1));
    }
    Each each = ways.isEmpty() ? Each.ONCE : EACH.get(ways.get(0));
    return new Select(
        item.at,
        each,
        ways.isEmpty() ? List.of() : paths(item, ways.get(0), each),
        list(item.json, "column", item.at).stream().map(ViewReader::column).toList(),
        selects(item.json, "select", item.at),
        selects(item.json, "unionAll", item.at));
  }

  private static List<String> paths(Item item, String key, Each each) {
    if (each != Each.REPEAT) {
      return List.of(text(item, key, true));
    }
    List<String> paths =
        list(item.json, key, item.at).stream().map(path -> text(path.json, path.at)).toList();
    if (paths.isEmpty()) {
      throw new ViewException(item.path(key), "is an empty list");
    }
    return paths;
  }

  private static void known(Item item, Set<String> keys) {
    keys(item.json, item.at).forEach(key -> known(item, key, keys));
  }

  private static void known(Item item, String key, Set<String> keys) {
    if (!keys.contains(key) && !ELEMENT.contains(key)) {
      throw new ViewException(item.path(key), "is not supported");
    }
  }

  private static ViewColumn column(Item item) {
    known(item, COLUMN);
    JsonNode collection = item.json.path("collection");
    if (!collection.isMissingNode() && !collection.isBoolean()) {
      throw new ViewException(item.path("collection"), "is neither true nor false");
    }
    return new ViewColumn(
        item.at,
        name(item),
        text(item, "path", true),
        Optional.ofNullable(text(item, "type", false)),
        collection.asBoolean(false));
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
    return text(found, item.path(key));
  }

  private static String text(JsonNode found, String at) {
    if (!found.isTextual() || found.asText().isBlank()) {
      throw new ViewException(at, found.isMissingNode() ? "is missing" : "is not a text");
    }
    return found.asText();
  }

  private static String small(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** Numbers without an exponent, all else as it is written. */
  private static String exact(JsonNode value) {
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
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
