package org.medley.jobs.view;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.medley.jobs.view.ViewDefinition.Each;
import org.medley.jobs.view.ViewDefinition.Select;
import org.medley.jobs.view.ViewDefinition.ViewColumn;
import org.medley.jobs.view.path.PathCompiler;
import org.medley.jobs.view.path.PathException;
import org.medley.jobs.view.path.Value;

/** Turns the selects of a view into columns. */
final class SelectCompiler {
  /** Which element of the innermost forEach or repeat the row is of, from 0. */
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
    Value elements = elements(select, focus);
    Column array = elements.array();
    List<Selection> inside = new ArrayList<>();
    Column rows =
        transform(
            array,
            (element, index) -> {
              Selection inner = inside(select, elements, element, index);
              inside.add(inner);
              return inner.rows(inner.outputs());
            });
    Selection inner = inside.get(0);
    Column present = coalesce(flatten(rows), array());
    if (select.each() == Each.FOR_EACH_OR_NULL) {
      List<Output> outputs = inner.outputs();
      Column blank = array(struct(outputs.stream().map(Output::blank).toArray(Column[]::new)));
      return Selection.ofRows(when(size(array).gt(0), present).otherwise(blank), outputs);
    }
    return inner.arrays().isEmpty()
        ? Selection.ofElements(
            present,
            inner.outputs(),
            new Selection.Elements(
                array, (element, index) -> inside(select, elements, element, index).columns()))
        : Selection.ofRows(present, inner.outputs());
  }

  /** What {@code select} gives for one of {@code elements}, which stands at {@code index}. */
  private Selection inside(Select select, Value elements, Column element, Column index) {
    return new SelectCompiler(paths.with(ROW_INDEX, PathCompiler.value("integer", index)))
        .content(select, elements.with(element, false));
  }

  private Value elements(Select select, Value focus) {
    return switch (select.each()) {
      case REPEAT ->
          checked(
              select.at() + ".repeat",
              String.join("', '", select.paths()),
              () -> paths.repeated(select.paths(), focus));
      case FOR_EACH -> compile(select.at() + ".forEach", select.paths().get(0), focus);
      default -> compile(select.at() + ".forEachOrNull", select.paths().get(0), focus);
    };
  }

  private Selection content(Select select, Value focus) {
    List<Output> outputs = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (ViewColumn column : select.columns()) {
      Value value = compile(column.at() + ".path", column.path(), focus);
      Cell cell = Cell.of(column, value);
      outputs.add(cell.output());
      columns.add(cell.column().as(column.name()));
    }
    Selection own = new Selection(outputs, columns, List.of());
    Selection whole = own.times(all(select.select(), focus));
    return select.unionAll().isEmpty() ? whole : whole.times(union(select, focus));
  }

  private Selection union(Select select, Value focus) {
    List<Selection> branches =
        select.unionAll().stream().map(branch -> one(branch, focus)).toList();
    List<Output> outputs = new ArrayList<>(branches.get(0).outputs());
    for (Selection branch : branches) {
      if (!branch.names().equals(branches.get(0).names())) {
        throw new ViewException(
            select.at() + ".unionAll", "has branches with other columns than the first");
      }
      for (int i = 0; i < outputs.size(); i++) {
        Output output = outputs.get(i);
        outputs.set(
            i,
            output
                .with(branch.outputs().get(i))
                .orElseThrow(
                    () ->
                        new ViewException(
                            select.at() + ".unionAll",
                            "gives '" + output.name() + "' different types")));
      }
    }
    Column[] rows = branches.stream().map(branch -> branch.rows(outputs)).toArray(Column[]::new);
    return Selection.ofRows(concat(rows), outputs);
  }

  private Value compile(String at, String path, Value focus) {
    return checked(at, path, () -> paths.compile(path, focus));
  }

  private static Value checked(String at, String path, Supplier<Value> compiled) {
    try {
      return compiled.get();
    } catch (PathException e) {
      throw new ViewException(at, "'" + path + "': " + e.getMessage());
    }
  }
}
