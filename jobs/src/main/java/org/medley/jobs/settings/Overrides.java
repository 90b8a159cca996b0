package org.medley.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings given as {@code --set key=value}. A key that begins with {@code tasks.NAME.} goes to
 * that task's file, one with {@code decisions.NAME.} to that decision's, any other to {@code
 * site.yaml}. A key that no file has must be known to it, like one that stands in the file.
 */
public record Overrides(Map<String, String> values) {
  private static final String TASKS = "tasks.";
  private static final String DECISIONS = "decisions.";

  /** No overrides. */
  public static final Overrides NONE = new Overrides(Map.of());

  /** Copies the values. */
  public Overrides {
    values = new LinkedHashMap<>(values);
  }

  /** {@code site} with the values that belong to it. */
  public JsonNode ofSite(JsonNode site) {
    values.forEach(
        (key, value) -> {
          if (!key.startsWith(TASKS) && !key.startsWith(DECISIONS)) {
            set(site, key, value);
          }
        });
    return site;
  }

  /** {@code task} with the values that belong to the file of the task {@code name}. */
  public JsonNode ofTask(String name, JsonNode task) {
    return with(TASKS + name + ".", task);
  }

  /** {@code decision} with the values that belong to the file of the decision {@code name}. */
  public JsonNode ofDecision(String name, JsonNode decision) {
    return with(DECISIONS + name + ".", decision);
  }

  private JsonNode with(String prefix, JsonNode file) {
    values.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            set(file, key.substring(prefix.length()), value);
          }
        });
    return file;
  }

  private static void set(JsonNode root, String key, String value) {
    String[] names = key.split("\\.", -1);
    JsonNode node = root;
    for (int i = 0; i < names.length - 1 && node instanceof ObjectNode object; i++) {
      node = object.has(names[i]) ? object.get(names[i]) : object.putObject(names[i]);
    }
    if (node instanceof ObjectNode object) {
      object.set(names[names.length - 1], YamlFile.value(value));
    }
  }
}
