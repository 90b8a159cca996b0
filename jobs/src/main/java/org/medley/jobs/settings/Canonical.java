package org.medley.jobs.settings;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Settings as one text that is the same whenever they are, in every process: records by component,
 * sets and mappings in the order of their text, lists in their own order.
 */
public final class Canonical {
  private Canonical() {}

  /** The text of {@code value}. */
  public static String text(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Record record) {
      return record(record);
    }
    if (value instanceof Optional<?> optional) {
      return text(optional.orElse(null));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
          .sorted()
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (value instanceof Set<?> set) {
      return new TreeSet<>(set.stream().map(Canonical::text).toList()).toString();
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(Canonical::text).collect(Collectors.joining(",", "[", "]"));
    }
    return quoted(value.toString());
  }

  private static String record(Record record) {
    StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append('(');
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        var accessor = component.getAccessor();
        accessor.setAccessible(true);
        text.append(component.getName()).append('=').append(text(accessor.invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor cannot be called", e);
      }
      text.append(';');
    }
    return text.append(')').toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
