package org.medley.jobs.unit;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/** Converts numbers by a {@link UnitTable}, and keeps the way of each pair of code and unit. */
public final class UnitConverter implements Serializable {
  private static final long serialVersionUID = 1L;

  private final UnitTable table;
  private transient Map<UTF8String, Ways> byCode;

  UnitConverter(UnitTable table) {
    this.table = table;
  }

  /**
   * The ways to the canonical unit of one code.
   *
   * @param canonical the unit
   * @param byUnit the ways by other unit; empty: there is none
   */
  private record Ways(UTF8String canonical, Map<UTF8String, Optional<Conversion>> byUnit) {}

  /** The canonical unit of {@code code}; null: it has none. */
  public UTF8String unit(UTF8String code) {
    Ways ways = ways().get(code);
    return ways == null ? null : ways.canonical();
  }

  /** The number and unit that take the place of what was stated; null: nothing does. */
  public InternalRow convert(UTF8String code, UTF8String unit, double value) {
    Ways ways = ways().get(code);
    if (ways == null || ways.canonical().equals(unit) || !Double.isFinite(value)) {
      return null;
    }
    Optional<Conversion> way = ways.byUnit().get(unit);
    if (way == null) {
      way = table.conversion(code.toString(), unit.toString());
      ways.byUnit().put(unit.clone(), way);
    }
    double result = way.map(known -> known.apply(value)).orElse(Double.NaN);
    return Double.isFinite(result)
        ? new GenericInternalRow(new Object[] {result, ways.canonical()})
        : null;
  }

  private Map<UTF8String, Ways> ways() {
    if (byCode == null) {
      byCode = new HashMap<>();
      table
          .byCode()
          .forEach(
              (code, canonical) ->
                  byCode.put(
                      UTF8String.fromString(code),
                      new Ways(UTF8String.fromString(canonical.unit()), new HashMap<>())));
    }
    return byCode;
  }

  @Override
  public String toString() {
    return "units";
  }
}
