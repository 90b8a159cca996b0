package org.medley.jobs.view;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

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

  private static List<Column> columnsOf(Collection<String> names) {
    List<Column> columns = new ArrayList<>();
    names.forEach(name -> columns.add(col(name)));
    return columns;
  }
}
