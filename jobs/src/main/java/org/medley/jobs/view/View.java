package org.medley.jobs.view;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.posexplode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.medley.features.contract.Resources;
import org.medley.jobs.view.path.Usage;

/** A compiled ViewDefinition. */
public final class View {
  private static final String ROWS = "_rows";
  private static final String ROW = "_row";
  private static final String INDEX = "_index";

  private final Usage usage = Usage.ofResource();
  private final CompiledView compiled;

  /**
   * Compiles {@code definition}.
   *
   * @throws ViewException if a path is wrong or not supported
   */
  public View(ViewDefinition definition) {
    this.compiled = CompiledView.of(definition, col(ResourceParser.PARSED), usage);
  }

  /** Its name. */
  public String name() {
    return definition().name();
  }

  /** The definition. */
  public ViewDefinition definition() {
    return compiled.definition();
  }

  /** The resource type that it reads. */
  public String resource() {
    return definition().resource();
  }

  /** Its columns, in order. */
  public List<String> columns() {
    return compiled.selection().names();
  }

  /**
   * What it asks for and FHIR R4 does not have, in sentences. That gives nothing, as FHIRPath says,
   * and is most likely a mistake.
   */
  public Set<String> unknown() {
    return compiled.unknown();
  }

  /**
   * The view's rows of {@code resources} (under {@code clinical.resources}, of any type), with the
   * columns {@code kept} of the resource before its own. One pass, without a shuffle.
   */
  public Dataset<Row> rows(Dataset<Row> resources, Collection<String> kept) {
    List<Column> first = columnsOf(kept);
    first.add(ResourceParser.parsed(usage));
    return ofParsed(
        resources
            .where(col(Resources.TYPE).equalTo(resource()))
            .select(first.toArray(Column[]::new)),
        kept);
  }

  /**
   * The view's rows of {@code lines}, each a text in its only column: one resource of any type.
   * Blank lines are passed over; lines that are no JSON object are too and are counted in {@code
   * unreadable}.
   */
  public Dataset<Row> rowsOfLines(Dataset<Row> lines, LongAccumulator unreadable) {
    Column line = col(lines.columns()[0]);
    return ofParsed(
        lines
            .select(ResourceParser.parsedLine(usage, line, resource(), unreadable))
            .where(col(ResourceParser.PARSED).isNotNull()),
        List.of());
  }

  private Dataset<Row> ofParsed(Dataset<Row> parsed, Collection<String> kept) {
    Dataset<Row> rows = parsed;
    if (!definition().where().isEmpty()) {
      rows = rows.where(compiled.where());
    }
    Selection selection = compiled.selection();
    List<Column> second = columnsOf(kept);
    second.addAll(selection.columns());
    boolean later = selection.arrays().stream().anyMatch(each -> each.elements().isPresent());
    if (later) {
      second.add(col(ResourceParser.PARSED));
    }
    for (int i = 0; i < selection.arrays().size(); i++) {
      Selection.Rows each = selection.arrays().get(i);
      second.add(each.elements().map(Selection.Elements::array).orElse(each.column()).as(ROWS + i));
    }
    rows = rows.select(second.toArray(Column[]::new));
    Map<String, Column> fields = new HashMap<>();
    for (int i = 0; i < selection.arrays().size(); i++) {
      String array = ROWS + i;
      String index = INDEX + i;
      List<Column> left = new ArrayList<>(List.of(col("*")));
      left.add(posexplode(col(array)).as(new String[] {index, ROW + i}));
      rows = rows.select(left.toArray(Column[]::new)).drop(array);
      fields.putAll(fields(selection.arrays().get(i), col(ROW + i), col(index)));
    }
    List<Column> last = columnsOf(kept);
    selection.names().forEach(name -> last.add(fields.getOrDefault(name, col(name))));
    return rows.select(last.toArray(Column[]::new));
  }

  /** The columns of one of {@code rows}, by name, out of its {@code element}. */
  static Map<String, Column> fields(Selection.Rows rows, Column element, Column index) {
    Map<String, Column> fields = new HashMap<>();
    List<Column> columns =
        rows.elements().map(each -> each.columns().apply(element, index)).orElse(List.of());
    for (int i = 0; i < rows.names().size(); i++) {
      String name = rows.names().get(i);
      fields.put(name, columns.isEmpty() ? element.getField(name).as(name) : columns.get(i));
    }
    return fields;
  }

  private static List<Column> columnsOf(Collection<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col(name)));
    return columns;
  }
}
