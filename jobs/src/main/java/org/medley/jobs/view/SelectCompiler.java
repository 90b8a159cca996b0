package org.medley.jobs.view;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medley.jobs.view.ViewDefinition.Each;
import org.medley.jobs.view.ViewDefinition.Select;
import org.medley.jobs.view.ViewDefinition.ViewColumn;
import org.medley.jobs.view.path.Elements;
import org.medley.jobs.view.path.PathCompiler;
import org.medley.jobs.view.path.PathException;
import org.medley.jobs.view.path.Value;

/** Turns the selects of a view into columns. */
final class SelectCompiler {
  /** Which element of the innermost forEach the row is of, from 0. */
  static final String ROW_INDEX = "rowIndex";

  private final PathCompiler paths;

  SelectCompiler(PathCompiler paths) {
    this.paths = paths;
  }

  /** The rows of {@code selects} together, for one {@code focus}. */
  Selection all(List<Select> selects, Value focus) {
    return selects.stream()
        .map(select -> one(select, focus))
        .reduce(new Selection(List.of(), List.of(), List.of()), Selection::times);
  }

  private Selection one(Select select, Value focus) {
    if (select.each() == Each.ONCE) {
      return content(select, focus);
    }
    String at = select.at() + (select.each() == Each.FOR_EACH ? ".forEach" : ".forEachOrNull");
    Value elements = compile(at, select.path(), focus);
    Column array = elements.array();
    if (select.each() == Each.FOR_EACH_OR_NULL) {
      array = when(size(array).gt(0), array).otherwise(array(lit(null)));
    }
    List<String> names = new ArrayList<>();
    Column rows =
        transform(
            array,
            (element, index) -> {
              SelectCompiler inside =
                  new SelectCompiler(paths.with(ROW_INDEX, PathCompiler.value("integer", index)));
              Selection inner = inside.content(select, elements.with(element, false));
              names.clear();
              names.addAll(inner.names());
              return inner.rows(inner.names()).column();
            });
    Column present = coalesce(flatten(rows), array());
    return Selection.ofRows(new Selection.Rows(present, List.copyOf(names)));
  }

  private Selection content(Select select, Value focus) {
    List<String> names = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (ViewColumn column : select.columns()) {
      names.add(column.name());
      columns.add(column(column, focus).as(column.name()));
    }
    Selection own = new Selection(names, columns, List.of());
    Selection whole = own.times(all(select.select(), focus));
    return select.unionAll().isEmpty() ? whole : whole.times(union(select, focus));
  }

  private Selection union(Select select, Value focus) {
    List<Selection> branches =
        select.unionAll().stream().map(branch -> one(branch, focus)).toList();
    List<String> names = branches.get(0).names();
    for (Selection branch : branches) {
      if (!branch.names().equals(names)) {
        throw new ViewException(
            select.at() + ".unionAll", "has branches with other columns than the first");
      }
    }
    Column[] rows =
        branches.stream().map(branch -> branch.rows(names).column()).toArray(Column[]::new);
    return Selection.ofRows(new Selection.Rows(concat(rows), names));
  }

  private Column column(ViewColumn column, Value focus) {
    Value value = compile(column.at() + ".path", column.path(), focus);
    if (!Elements.isPrimitive(value.type())) {
      throw new ViewException(
          column.at() + ".path", "gives a " + value.type() + "; name an element of it");
    }
    boolean asText = column.type().filter("string"::equals).isPresent();
    Value shown = asText && value.text() ? value : value.typed();
    if (asText) {
      DataType text =
          shown.many() ? DataTypes.createArrayType(DataTypes.StringType) : DataTypes.StringType;
      shown = shown.with(shown.column().cast(text), shown.many());
    }
    if (column.collection()) {
      return coalesce(shown.array(), array());
    }
    return shown.many() ? single(column, shown.column()) : shown.column();
  }

  private static Column single(ViewColumn column, Column array) {
    String message = "%s '%s' has several values and no 'collection': true";
    return when(size(array).gt(1), raise_error(lit(message.formatted(column.at(), column.name()))))
        .otherwise(get(array, lit(0)));
  }

  private Value compile(String at, String path, Value focus) {
    try {
      return paths.compile(path, focus);
    } catch (PathException e) {
      throw new ViewException(at, "'" + path + "': " + e.getMessage());
    }
  }
}
