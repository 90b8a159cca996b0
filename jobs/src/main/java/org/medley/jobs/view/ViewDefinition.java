package org.medley.jobs.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ViewDefinition as written.
 *
 * @param name its name; empty if it has none
 * @param resource the resource type it reads
 * @param constants constants by name
 * @param where paths that must hold for a resource
 * @param select what it gives
 */
public record ViewDefinition(
    String name,
    String resource,
    Map<String, Constant> constants,
    List<String> where,
    List<Select> select) {

  /**
   * The same with another text for a constant that it has; unchanged if it has none of the name.
   */
  public ViewDefinition withConstant(String constant, String text) {
    Map<String, Constant> changed = new HashMap<>(constants);
    changed.computeIfPresent(constant, (key, old) -> new Constant(old.type(), text));
    return new ViewDefinition(name, resource, Map.copyOf(changed), where, select);
  }

  /**
   * A constant.
   *
   * @param type FHIR type
   * @param text its value
   */
  public record Constant(String type, String text) {}

  /**
   * A column.
   *
   * @param at where it stands in the definition
   * @param name its name
   * @param path its FHIRPath
   * @param type the FHIR type that it must have, if stated
   * @param collection whether it holds several values
   */
  public record ViewColumn(
      String at, String name, String path, Optional<String> type, boolean collection) {}

  /** How often a select is done. */
  public enum Each {
    /** Once, for the focus itself. */
    ONCE,
    /** For each element of a path. */
    FOR_EACH,
    /** For each element of a path; for nothing if there is none. */
    FOR_EACH_OR_NULL,
    /** For each element that paths lead to when they are followed again and again. */
    REPEAT
  }

  /**
   * Rows of columns; the parts are joined in all combinations, the branches of a union follow each
   * other.
   *
   * @param at where it stands in the definition
   * @param each how often
   * @param paths elements that it is done for: none for {@link Each#ONCE}, several only for {@link
   *     Each#REPEAT}
   * @param columns columns
   * @param select parts
   * @param unionAll branches of the union
   */
  public record Select(
      String at,
      Each each,
      List<String> paths,
      List<ViewColumn> columns,
      List<Select> select,
      List<Select> unionAll) {}
}
