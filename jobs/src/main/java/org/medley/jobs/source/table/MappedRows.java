package org.medley.jobs.source.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;

/** Rows of tables as the values that a reader makes of their cells. */
public final class MappedRows {
  private static final int FIXED = LineStates.COLUMNS.length();
  private static final int STATE = LineStates.COLUMNS.fieldIndex(LineStates.STATE);
  private static final int CELLS = TableRows.SCHEMA.fieldIndex(TableRows.CELLS);

  private MappedRows() {}

  /** What the cells of one row mean: the values of the columns that a reader adds. */
  @FunctionalInterface
  public interface CellMapper extends Serializable {
    /**
     * The values.
     *
     * @throws RejectedLine if the row cannot be used
     */
    Object[] values(Cells cells) throws RejectedLine;
  }

  /**
   * One row per row of {@code read}: the columns of {@link LineStates#COLUMNS}, then {@code
   * values}, which are null where the row is blank or rejected. Triggers no action.
   *
   * @param read rows as {@link TableRows} describes them
   * @param kinds what the files say of the types of their cells; empty: all are text
   */
  public static Dataset<Row> of(
      SparkSession spark,
      Dataset<Row> read,
      List<CellKind> kinds,
      StructType values,
      CellMapper mapper) {
    StructType schema = LineStates.COLUMNS;
    for (StructField field : values.fields()) {
      schema = schema.add(field.name(), field.dataType(), true);
    }
    int width = schema.length();
    List<CellKind> sent = new ArrayList<>(kinds);
    return spark.createDataFrame(
        read.javaRDD().map(row -> mapped(row, sent, width, mapper)), schema);
  }

  private static Row mapped(Row row, List<CellKind> kinds, int width, CellMapper mapper) {
    Object[] mapped = new Object[width];
    for (int i = 0; i < FIXED; i++) {
      mapped[i] = row.get(i);
    }
    if (LineStates.ACCEPTED.equals(mapped[STATE])) {
      Cells cells = new Cells(row.getString(0), row.getLong(1), row.getList(CELLS), kinds);
      try {
        Object[] values = mapper.values(cells);
        System.arraycopy(values, 0, mapped, FIXED, values.length);
      } catch (RejectedLine rejected) {
        mapped[STATE] = LineStates.QUARANTINED;
        mapped[STATE + 1] = rejected.code();
        mapped[STATE + 2] = rejected.getMessage();
      }
    }
    return RowFactory.create(mapped);
  }
}
