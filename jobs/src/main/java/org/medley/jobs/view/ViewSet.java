package org.medley.jobs.view;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.medley.features.contract.Resources;
import org.medley.features.function.Call;
import org.medley.jobs.view.path.Usage;

/**
 * Views of one resource type that are run together: each resource is read and parsed once, with
 * what any of them uses.
 */
public final class ViewSet {
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
    /** The shared columns by name, in the same order and of the same types for all views. */
    Map<String, Column> of(Columns columns);
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
    all.addAll(named(views.get(0).shape().of(byName(view.selection())::get)));
    return parsed.where(view.where()).select(all.toArray(Column[]::new));
  }

  /** Each view's elements behind each other, exploded once, and made rows after that. */
  private Dataset<Row> several(Dataset<Row> parsed, Collection<String> kept) {
    Column[] elements = views.stream().map(ViewSet::elements).toArray(Column[]::new);
    List<DataType> types =
        Arrays.stream(parsed.select(elements).schema().fields())
            .map(StructField::dataType)
            .map(type -> type instanceof ArrayType array ? array.elementType() : type)
            .toList();
    ViewRows behind = new ViewRows(types);
    List<Column> first = columns(kept);
    first.add(col(ResourceParser.PARSED));
    first.add(explode(new Call(behind, "of", behind.type()).once(struct(elements))).as(ROW));
    List<Column> last = columns(kept);
    last.addAll(shared());
    return parsed.select(first.toArray(Column[]::new)).select(last.toArray(Column[]::new));
  }

  /** What the rows of a view are made of: elements, or true for one row; null: no rows. */
  private static Column elements(Compiled compiled) {
    CompiledView view = compiled.view();
    Column rows = lit(true);
    if (!view.selection().arrays().isEmpty()) {
      rows =
          single(view.selection())
              .map(Selection.Elements::array)
              .orElseGet(() -> shaped(view.selection(), compiled.shape()));
    }
    return view.definition().where().isEmpty() ? rows : when(view.where(), rows);
  }

  /** The elements of a view that has no other rows. */
  private static Optional<Selection.Elements> single(Selection selection) {
    return selection.arrays().size() == 1 ? selection.arrays().get(0).elements() : Optional.empty();
  }

  /** The shared columns of a row, by the view that it is of. */
  private List<Column> shared() {
    Map<String, Column> shared = new LinkedHashMap<>();
    for (int i = 0; i < views.size(); i++) {
      Column isOwn = col(ROW).getField(ViewRows.VIEW).equalTo(i);
      columnsOf(views.get(i), i)
          .forEach(
              (name, own) ->
                  shared.merge(name, when(isOwn, own), (before, more) -> before.when(isOwn, own)));
    }
    return named(shared);
  }

  private static Map<String, Column> columnsOf(Compiled compiled, int number) {
    Selection selection = compiled.view().selection();
    Column element = col(ROW).getField(ViewRows.field(number));
    if (!selection.arrays().isEmpty() && single(selection).isEmpty()) {
      Map<String, Column> shaped = compiled.shape().of(name -> lit(null));
      shaped.replaceAll((name, column) -> element.getField(name));
      return shaped;
    }
    Map<String, Column> own = byName(selection);
    selection
        .arrays()
        .forEach(rows -> own.putAll(View.fields(rows, element, col(ROW).getField(ViewRows.INDEX))));
    return compiled.shape().of(own::get);
  }

  private static List<Column> named(Map<String, Column> columns) {
    return columns.entrySet().stream()
        .map(column -> column.getValue().as(column.getKey()))
        .toList();
  }

  private static List<Column> columns(Collection<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col(name)));
    return columns;
  }

  private static Column shaped(Selection selection, Shape shape) {
    return transform(
        selection.rows(selection.outputs()),
        row -> struct(named(shape.of(row::getField)).toArray(Column[]::new)));
  }

  /** The columns of {@code selection} that have one value. */
  private static Map<String, Column> byName(Selection selection) {
    List<String> names = new ArrayList<>(selection.names());
    selection.arrays().forEach(rows -> names.removeAll(rows.names()));
    Map<String, Column> byName = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), selection.columns().get(i));
    }
    return byName;
  }
}
