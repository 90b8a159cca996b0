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
  private final List<Compiled> views = new ArrayList<>();

  private record Compiled(CompiledView view, Shape shape) {}

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
    views.add(new Compiled(CompiledView.of(definition, col(ResourceParser.PARSED), usage), shape));
  }

  /**
   * The rows of all views of {@code resources} (under {@code clinical.resources}, of any type) in
   * the shared columns, behind the columns {@code kept} of the resource. One pass, without a
   * shuffle.
   */
  public Dataset<Row> rows(Dataset<Row> resources, Collection<String> kept) {
    List<Column> first = columns(kept);
    first.add(ResourceParser.parsed(usage));
    Dataset<Row> parsed =
        resources.where(col(Resources.TYPE).equalTo(resource)).select(first.toArray(Column[]::new));
    boolean plain = views.size() == 1 && views.get(0).view().selection().arrays().isEmpty();
    return plain ? single(parsed, kept) : several(parsed, kept);
  }

  private Dataset<Row> single(Dataset<Row> parsed, Collection<String> kept) {
    CompiledView view = views.get(0).view();
    List<Column> all = columns(kept);
    all.addAll(views.get(0).shape().of(byName(view.selection())::get));
    return parsed.where(view.where()).select(all.toArray(Column[]::new));
  }

  private Dataset<Row> several(Dataset<Row> parsed, Collection<String> kept) {
    List<Column> rows = new ArrayList<>();
    for (Compiled compiled : views) {
      CompiledView view = compiled.view();
      Column all = shaped(view.selection(), compiled.shape());
      boolean every = view.definition().where().isEmpty();
      rows.add(every ? all : when(view.where(), all).otherwise(array()));
    }
    List<Column> second = columns(kept);
    List<Column> third = columns(kept);
    List<Column> last = columns(kept);
    // By itself, since Spark interprets what an explode holds, and compiles what a column does.
    second.add(concat(rows.toArray(Column[]::new)).as(ROWS));
    third.add(explode(col(ROWS)).as(ROW));
    last.add(col(ROW + ".*"));
    return parsed
        .select(second.toArray(Column[]::new))
        .select(third.toArray(Column[]::new))
        .select(last.toArray(Column[]::new));
  }

  private static List<Column> columns(Collection<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col(name)));
    return columns;
  }

  private static Column shaped(Selection selection, Shape shape) {
    if (!selection.arrays().isEmpty()) {
      return transform(
          selection.rows(selection.outputs()), row -> struct(columns(shape, row::getField)));
    }
    return array(struct(columns(shape, byName(selection)::get)));
  }

  private static Map<String, Column> byName(Selection selection) {
    Map<String, Column> byName = new HashMap<>();
    for (int i = 0; i < selection.names().size(); i++) {
      byName.put(selection.names().get(i), selection.columns().get(i));
    }
    return byName;
  }

  private static Column[] columns(Shape shape, Columns columns) {
    return shape.of(columns).toArray(Column[]::new);
  }
}
