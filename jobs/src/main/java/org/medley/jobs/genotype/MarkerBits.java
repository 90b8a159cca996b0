package org.medley.jobs.genotype;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.function.Call;

/** Sets of markers as bits, 64 to a number. */
public final class MarkerBits implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The set of {@code numbers}, an array of whole numbers from 0 to {@link Markers#MOST}. */
  static Column of(Column numbers) {
    return new Call(new MarkerBits(), "set", DataTypes.createArrayType(DataTypes.LongType, false))
        .of(numbers);
  }

  /** What the column says of one array. */
  public ArrayData set(ArrayData numbers) {
    long[] words = new long[Markers.MOST / Long.SIZE + 1];
    for (int i = 0; i < numbers.numElements(); i++) {
      int number = numbers.getInt(i);
      words[number / Long.SIZE] |= 1L << number;
    }
    return ArrayData.toArrayData(words);
  }
}
