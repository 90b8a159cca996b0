package org.medley.jobs.view;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Resources;
import org.medley.jobs.view.path.Elements;
import org.medley.jobs.view.path.PathCompiler;
import org.medley.jobs.view.path.PathException;
import org.medley.jobs.view.path.Usage;
import org.medley.jobs.view.path.Value;

/** A compiled ViewDefinition. */
public final class View {
  private static final String PARSED = "_parsed";
  private static final String ROWS = "_rows";

  private final ViewDefinition definition;
  private final Usage usage = Usage.ofResource();
  private final List<Column> where = new ArrayList<>();
  private final Selection selection;

  /**
   * Compiles {@code definition}.
   *
   * @throws ViewException if a path is wrong or not supported
   */
  public View(ViewDefinition definition) {
    this.definition = definition;
    if (!Elements.r4().isResource(definition.resource())) {
      throw new ViewException(
          "resource", "'" + definition.resource() + "' is not a resource of FHIR R4");
    }
    PathCompiler paths = new PathCompiler(constants(definition));
    Value resource = PathCompiler.resource(definition.resource(), col(PARSED), usage);
    for (int i = 0; i < definition.where().size(); i++) {
      where.add(condition(paths, "where[" + i + "].path", definition.where().get(i), resource));
    }
    this.selection = new SelectCompiler(paths).all(definition.select(), resource);
    Set<String> seen = new HashSet<>();
    for (String name : selection.names()) {
      if (!seen.add(name)) {
        throw new ViewException("select", "names the column '" + name + "' twice");
      }
    }
  }

  /** Its name. */
  public String name() {
    return definition.name();
  }

  /** The definition. */
  public ViewDefinition definition() {
    return definition;
  }

  /** The resource type that it reads. */
  public String resource() {
    return definition.resource();
  }

  /** Its columns, in order. */
  public List<String> columns() {
    return selection.names();
  }

  /**
   * The view's rows of {@code resources} (under {@code clinical.resources}, of any type), with the
   * columns {@code kept} of the resource before its own. One pass, without a shuffle.
   */
  public Dataset<Row> rows(Dataset<Row> resources, Collection<String> kept) {
    List<Column> first = columnsOf(kept);
    first.add(parser().apply(col(Resources.RAW).cast(DataTypes.BinaryType)).as(PARSED));
    Dataset<Row> rows =
        resources
            .where(col(Resources.TYPE).equalTo(definition.resource()))
            .select(first.toArray(Column[]::new));
    for (Column condition : where) {
      rows = rows.where(condition);
    }
    List<Column> second = columnsOf(kept);
    second.addAll(selection.columns());
    Map<String, Column> fields = new HashMap<>();
    for (int i = 0; i < selection.arrays().size(); i++) {
      String array = ROWS + i;
      second.add(selection.arrays().get(i).column().as(array));
      selection
          .arrays()
          .get(i)
          .names()
          .forEach(name -> fields.put(name, col(array).getField(name).as(name)));
    }
    rows = rows.select(second.toArray(Column[]::new));
    for (int i = 0; i < selection.arrays().size(); i++) {
      rows = rows.withColumn(ROWS + i, explode(col(ROWS + i)));
    }
    List<Column> last = columnsOf(kept);
    selection.names().forEach(name -> last.add(fields.getOrDefault(name, col(name))));
    return rows.select(last.toArray(Column[]::new));
  }

  /**
   * Called nondeterministic so that the optimiser does not move it into filters and projections and
   * thereby parse each resource several times; it is not.
   */
  private UserDefinedFunction parser() {
    return udf(new ResourceParser(usage), usage.struct()).asNondeterministic();
  }

  private static List<Column> columnsOf(Collection<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col(name)));
    return columns;
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
