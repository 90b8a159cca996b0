package org.medley.jobs.view;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.medley.jobs.view.ViewDefinition.ViewColumn;
import org.medley.jobs.view.path.Elements;
import org.medley.jobs.view.path.PathCompiler;
import org.medley.jobs.view.path.Value;

/**
 * What a column of a view holds in a row. Truth values are BOOLEAN, whole numbers INT (integer64:
 * BIGINT), decimals DECIMAL(38, 18), all else is the text of FHIR. A column of type {@code string}
 * holds numbers and truth values as the source wrote them.
 *
 * @param output how it is named and typed
 * @param column its value; an array, perhaps empty, where the view says {@code collection}
 */
record Cell(Output output, Column column) {
  private static final String SYSTEM = "System.";

  /**
   * The cell of {@code column} for the {@code value} of its path.
   *
   * @throws ViewException if that is not a primitive, or not of the type that the view states
   */
  static Cell of(ViewColumn column, Value value) {
    if (!value.isNothing() && !Elements.isPrimitive(value.type())) {
      throw new ViewException(
          column.at() + ".path", "gives a " + value.type() + "; name an element of it");
    }
    Optional<String> stated = column.type().map(Cell::plain).filter(Elements::isPrimitive);
    Value shown = shown(column, value, stated.orElse(value.type()));
    DataType one = shown.sparkType();
    DataType type = column.collection() ? DataTypes.createArrayType(one) : one;
    Column cell = column.collection() ? shown.array() : single(column, shown);
    Column whole = column.collection() ? coalesce(cell.cast(type), array().cast(type)) : cell;
    boolean index = column.path().strip().equals("%" + SelectCompiler.ROW_INDEX);
    return new Cell(
        new Output(column.name(), type, !value.isNothing() || stated.isPresent(), index), whole);
  }

  private static Value shown(ViewColumn column, Value value, String stated) {
    Value target = PathCompiler.value(stated, value.column());
    if (value.isNothing()) {
      return new Value(value.column().cast(target.sparkType()), false, stated, false, null);
    }
    DataType have = value.sparkType();
    DataType want = target.sparkType();
    if (have.equals(want)) {
      return value.typed();
    }
    if (stated.equals("string")) {
      Value written = value.text() ? value : value.typed();
      return cast(written, stated, DataTypes.StringType);
    }
    if (value.isNumber() && target.isNumber()) {
      return stated.equals("decimal") ? cast(value.typed(), stated, want) : value.typed();
    }
    throw new ViewException(
        column.at() + ".type", "is " + stated + ", but the path gives a " + value.type());
  }

  private static Value cast(Value value, String type, DataType one) {
    DataType whole = value.many() ? DataTypes.createArrayType(one) : one;
    return new Value(value.column().cast(whole), value.many(), type, false, null);
  }

  private static Column single(ViewColumn column, Value value) {
    if (!value.many()) {
      return value.column();
    }
    Column array = value.column();
    String message = "%s '%s' has several values and no 'collection': true";
    return when(size(array).gt(1), raise_error(lit(message.formatted(column.at(), column.name()))))
        .otherwise(get(array, lit(0)));
  }

  /** The type that a URI of a StructureDefinition or of FHIRPath's System names. */
  private static String plain(String uri) {
    String name = uri.substring(uri.lastIndexOf('/') + 1);
    if (!name.startsWith(SYSTEM)) {
      return name;
    }
    String system = name.substring(SYSTEM.length());
    return Character.toLowerCase(system.charAt(0)) + system.substring(1);
  }
}
