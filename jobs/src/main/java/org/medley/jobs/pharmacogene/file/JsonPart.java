package org.medley.jobs.pharmacogene.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * A part of a JSON file of a release, which names its place where it lacks what it should hold.
 * Every reader throws a {@link MedleyException} with exit code 78 then.
 */
public final class JsonPart {
  private final String place;
  private final JsonNode node;

  JsonPart(String place, JsonNode node) {
    this.place = place;
    this.node = node;
  }

  /** The text of {@code field}, or of a number what it is written as. */
  public String text(String field) {
    String text = textOrNull(field);
    if (text == null) {
      throw wrong("has no text for " + field);
    }
    return text;
  }

  /** The text of {@code field}; null if it is null or not there. */
  public String textOrNull(String field) {
    JsonNode value = node.path(field);
    if (value.isContainerNode()) {
      throw wrong("has no plain value for " + field);
    }
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /** The whole number of {@code field}. */
  public int whole(String field) {
    JsonNode value = node.path(field);
    if (!value.isInt()) {
      throw wrong("has no whole number for " + field);
    }
    return value.intValue();
  }

  /** Whether {@code field} is true; false where it is not there. */
  public boolean flag(String field) {
    return node.path(field).asBoolean(false);
  }

  /** Whether {@code field} is there and not null. */
  public boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** The object of {@code field}. */
  public JsonPart part(String field) {
    JsonNode value = node.path(field);
    if (!value.isObject()) {
      throw wrong("has no object for " + field);
    }
    return new JsonPart(place + "." + field, value);
  }

  /** The objects of the list of {@code field}; none where it is not there or null. */
  public List<JsonPart> parts(String field) {
    List<JsonPart> parts = new ArrayList<>();
    for (JsonNode child : list(field)) {
      parts.add(new JsonPart("%s.%s[%d]".formatted(place, field, parts.size()), child));
    }
    return parts;
  }

  /** The texts of the list of {@code field}; none where it is not there or null. */
  public List<String> texts(String field) {
    List<String> texts = textsAndBlanks(field);
    if (texts.contains(null)) {
      throw wrong("has something else than texts in " + field);
    }
    return texts;
  }

  /** The same with null where the list has null. */
  public List<String> textsAndBlanks(String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode child : list(field)) {
      if (child.isContainerNode()) {
        throw wrong("has something else than texts in " + field);
      }
      texts.add(child.isNull() ? null : child.asText());
    }
    return texts;
  }

  /** The whole numbers of the list of {@code field}; none where it is not there or null. */
  public List<Integer> wholes(String field) {
    List<Integer> wholes = new ArrayList<>();
    for (JsonNode child : list(field)) {
      if (!child.isInt()) {
        throw wrong("has something else than whole numbers in " + field);
      }
      wholes.add(child.intValue());
    }
    return wholes;
  }

  /** The names of the fields of this object, in the order of the file. */
  public List<String> fields() {
    List<String> fields = new ArrayList<>();
    node.fieldNames().forEachRemaining(fields::add);
    return fields;
  }

  /** The objects of this object by their fields, in the order of the file. */
  public Map<String, JsonPart> objects() {
    Map<String, JsonPart> objects = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field ->
                objects.put(
                    field.getKey(), new JsonPart(place + "." + field.getKey(), field.getValue())));
    return objects;
  }

  /** The texts of the object of {@code field} by their fields; none where it is not there. */
  public Map<String, String> textsByField(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (has(field)) {
      JsonPart part = part(field);
      part.node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    }
    return texts;
  }

  /** The numbers of the object of {@code field} by their fields. */
  public Map<String, Double> numbersByField(String field) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : part(field).node.properties()) {
      if (!entry.getValue().isNumber()) {
        throw wrong("has something else than numbers in " + field);
      }
      numbers.put(entry.getKey(), entry.getValue().doubleValue());
    }
    return numbers;
  }

  /** Whether {@code field} is an object, and not a plain value. */
  public boolean isObject(String field) {
    return node.path(field).isObject();
  }

  /** What to throw where this part is not as it should be: {@code what} it has or lacks. */
  public MedleyException wrong(String what) {
    return new MedleyException(
        ExitCode.CONFIGURATION,
        "%s %s".formatted(place, what),
        "take the file as PharmCAT releases it, and all files from one release");
  }

  private JsonNode list(String field) {
    JsonNode value = node.path(field);
    if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
      throw wrong("has no list for " + field);
    }
    return value;
  }
}
