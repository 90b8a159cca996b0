package org.medley.jobs.view;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Resources;
import org.medley.jobs.view.path.Usage;

/**
 * Views of one resource type that are run together: each resource is read and parsed once, with
 * what any of them uses.
 */
public final class ViewSet {
  private static final String ROWS = "_rows";
  private static final String ROW = "_row";

  private final Usage usage = Usage.ofResource();
  private final String resource;
  private final List<Column> rows = new ArrayList<>();

  /** A view's columns by name. */
  @FunctionalInterface
  public interface Columns {
    /** The column {@code name}, which the view must have. */
    Column get(String name);
  }

  /** How the columns of a view become those that all views of a set share. */
  @FunctionalInterface
  public interface Shape {
    /** The shared columns: named, in the same order and of the same types for all views. */
    List<Column> of(Columns columns);
  }

  /** A set of views of the type {@code resource}, empty at first. */
  public ViewSet(String resource) {
    this.resource = resource;
  }

  /**
   * Adds a view.
   *
   * @throws ViewException if a path is wrong or not supported
   */
  public void add(ViewDefinition definition, Shape shape) {
    if (!definition.resource().equals(resource)) {
      throw new IllegalArgumentException(definition.name() + " is not of " + resource);
    }
    CompiledView view = CompiledView.of(definition, col(ResourceParser.PARSED), usage);
    Column all = shaped(view.selection(), shape);
    rows.add(definition.where().isEmpty() ? all : when(view.where(), all).otherwise(array()));
  }

  /**
   * The rows of all views of {@code resources} (under {@code clinical.resources}, of any type) in
   * the shared columns, behind the columns {@code kept} of the resource. One pass, without a
   * shuffle.
   */
  public Dataset<Row> rows(Dataset<Row> resources, Collection<String> kept) {
    List<Column> first = new ArrayList<>();
    kept.forEach(name -> first.add(col(name)));
    List<Column> second = new ArrayList<>(first);
    List<Column> third = new ArrayList<>(first);
    List<Column> last = new ArrayList<>(first);
    first.add(ResourceParser.parsed(usage));
    // By itself, since Spark interprets what an explode holds, and compiles what a column does.
    second.add(concat(rows.toArray(Column[]::new)).as(ROWS));
    third.add(explode(col(ROWS)).as(ROW));
    last.add(col(ROW + ".*"));
    return resources
        .where(col(Resources.TYPE).equalTo(resource))
        .select(first.toArray(Column[]::new))
        .select(second.toArray(Column[]::new))
        .select(third.toArray(Column[]::new))
        .select(last.toArray(Column[]::new));
  }

  private static Column shaped(Selection selection, Shape shape) {
    if (!selection.arrays().isEmpty()) {
      return transform(
          selection.rows(selection.outputs()), row -> struct(columns(shape, row::getField)));
    }
    Map<String, Column> byName = new HashMap<>();
    for (int i = 0; i < selection.names().size(); i++) {
      byName.put(selection.names().get(i), selection.columns().get(i));
    }
    return array(struct(columns(shape, byName::get)));
  }

  private static Column[] columns(Shape shape, Columns columns) {
    return shape.of(columns).toArray(Column[]::new);
  }
}
