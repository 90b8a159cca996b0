package org.medley.jobs.view;

import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.medley.jobs.view.path.Elements;
import org.medley.jobs.view.path.PathCompiler;
import org.medley.jobs.view.path.PathException;
import org.medley.jobs.view.path.Usage;
import org.medley.jobs.view.path.Value;

/**
 * A view as columns over a parsed resource.
 *
 * @param definition the view
 * @param where what must be true of a resource
 * @param selection its rows
 * @param unknown what it asks for and R4 does not have, in sentences
 */
record CompiledView(
    ViewDefinition definition, Column where, Selection selection, Set<String> unknown) {

  /**
   * Compiles {@code definition} for resources in {@code parsed} and notes in {@code usage} what
   * must be parsed.
   *
   * @throws ViewException if a path is wrong or not supported
   */
  static CompiledView of(ViewDefinition definition, Column parsed, Usage usage) {
    if (!Elements.r4().isResource(definition.resource())) {
      throw new ViewException(
          "resource", "'" + definition.resource() + "' is not a resource of FHIR R4");
    }
    PathCompiler paths = new PathCompiler(constants(definition));
    Value resource = PathCompiler.resource(definition.resource(), parsed, usage);
    List<Column> conditions = new ArrayList<>();
    for (int i = 0; i < definition.where().size(); i++) {
      conditions.add(
          condition(paths, "where[" + i + "].path", definition.where().get(i), resource));
    }
    Selection selection = new SelectCompiler(paths).all(definition.select(), resource);
    Set<String> seen = new HashSet<>();
    for (String name : selection.names()) {
      if (!seen.add(name)) {
        throw new ViewException("select", "names the column '" + name + "' twice");
      }
    }
    if (seen.isEmpty()) {
      throw new ViewException("select", "has no column");
    }
    return new CompiledView(
        definition,
        conditions.stream().reduce(Column::and).orElse(lit(true)),
        selection,
        new TreeSet<>(paths.unknown()));
  }

  private static Column condition(PathCompiler paths, String at, String path, Value resource) {
    try {
      return paths.condition(path, resource);
    } catch (PathException e) {
      throw new ViewException(at, "'" + path + "': " + e.getMessage());
    }
  }

  private static Map<String, Value> constants(ViewDefinition definition) {
    Map<String, Value> constants = new HashMap<>();
    constants.put(SelectCompiler.ROW_INDEX, PathCompiler.constant("integer", "0"));
    definition
        .constants()
        .forEach(
            (name, constant) -> {
              if (!Elements.isPrimitive(constant.type())) {
                throw new ViewException("constant", "'" + name + "' is not of a primitive type");
              }
              constants.put(name, PathCompiler.constant(constant.type(), constant.text()));
            });
    return constants;
  }
}
