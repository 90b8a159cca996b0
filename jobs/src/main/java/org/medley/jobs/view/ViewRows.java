package org.medley.jobs.view;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Puts the rows that several views make of one resource behind each other: the number of the view,
 * the number of the row in it, and in a field for each view the element that the row is made of.
 */
public final class ViewRows implements Serializable {
  static final String VIEW = "view";
  static final String INDEX = "index";

  private static final long serialVersionUID = 1L;

  private final DataType[] types;

  /**
   * For views with elements of {@code types}; a view that gives one row has none, which is written
   * as a truth value.
   */
  ViewRows(List<DataType> types) {
    this.types = types.toArray(DataType[]::new);
  }

  /** What {@link #of} gives. */
  ArrayType type() {
    StructType row =
        new StructType()
            .add(VIEW, DataTypes.IntegerType, false)
            .add(INDEX, DataTypes.IntegerType, false);
    for (int i = 0; i < types.length; i++) {
      row = row.add(field(i), types[i], true);
    }
    return DataTypes.createArrayType(row, false);
  }

  /** The field of the elements of view {@code view}. */
  static String field(int view) {
    return "of" + view;
  }

  /**
   * The rows of all views.
   *
   * @param views for each view its elements or, where it gives one row, true; null: no row
   */
  public ArrayData of(InternalRow views) {
    int size = 0;
    for (int i = 0; i < types.length; i++) {
      size += size(views, i);
    }
    Object[] rows = new Object[size];
    int at = 0;
    for (int i = 0; i < types.length; i++) {
      int own = size(views, i);
      for (int k = 0; k < own; k++) {
        rows[at] = row(i, k, isOne(i) ? true : views.getArray(i).get(k, types[i]));
        at++;
      }
    }
    return new GenericArrayData(rows);
  }

  private int size(InternalRow views, int view) {
    if (views.isNullAt(view)) {
      return 0;
    }
    return isOne(view) ? 1 : views.getArray(view).numElements();
  }

  private boolean isOne(int view) {
    return types[view].equals(DataTypes.BooleanType);
  }

  private GenericInternalRow row(int view, int index, Object element) {
    Object[] values = new Object[types.length + 2];
    values[0] = view;
    values[1] = index;
    values[view + 2] = element;
    return new GenericInternalRow(values);
  }

  @Override
  public String toString() {
    return "rows of views";
  }
}
