package org.medley.jobs.unit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Events;
import org.medley.features.function.Call;

/**
 * Converts the numbers of events to the canonical unit of their code. A unit without a way to it
 * stays as it is, as do codes without a canonical unit and numbers without a unit: nothing is told
 * from the size of a number. A label that is wrong is believed, and plausibility rules flag it.
 */
public final class CanonicalUnits {
  private static final String CONVERTED = "converted_unit";
  private static final StructType RESULT =
      new StructType()
          .add(Events.NUMERIC_VALUE, DataTypes.DoubleType)
          .add(Events.UNIT, DataTypes.StringType);

  private final UnitConverter converter;

  /** Conversions by {@code table}. */
  public CanonicalUnits(UnitTable table) {
    this.converter = new UnitConverter(table);
  }

  /**
   * {@code rows}, which have code, numeric_value and unit, with source_value and source_unit: what
   * the source said where the number or the unit is another now; else null. A projection: no
   * shuffle, no action.
   */
  public Dataset<Row> of(Dataset<Row> rows) {
    Column converted =
        new Call(converter, "convert", RESULT)
            .of(col(Events.CODE), col(Events.UNIT), col(Events.NUMERIC_VALUE));
    Column stated = col(Events.NUMERIC_VALUE).isNotNull().and(col(Events.UNIT).isNotNull());
    Column changed = col(CONVERTED).isNotNull();
    Column number = col(Events.NUMERIC_VALUE);
    Column own = col(Events.UNIT);
    return rows.withColumn(CONVERTED, when(stated, converted))
        .withColumns(
            Map.of(
                Events.SOURCE_VALUE, when(changed, number),
                Events.SOURCE_UNIT, when(changed, own),
                Events.NUMERIC_VALUE,
                    coalesce(col(CONVERTED).getField(Events.NUMERIC_VALUE), number),
                Events.UNIT, coalesce(col(CONVERTED).getField(Events.UNIT), own)))
        .drop(CONVERTED);
  }

  /** The canonical unit of {@code code}; null: it has none. */
  public Column expected(Column code) {
    return new Call(converter, "unit", DataTypes.StringType).of(code);
  }

  /** Whether a row that went through {@link #of} has a unit with no way to the canonical one. */
  public Column unconvertible() {
    return coalesce(
        col(Events.NUMERIC_VALUE)
            .isNotNull()
            .and(col(Events.UNIT).notEqual(expected(col(Events.CODE)))),
        lit(false));
  }
}
