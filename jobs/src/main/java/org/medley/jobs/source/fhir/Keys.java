package org.medley.jobs.source.fhir;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.medley.features.function.Call;

/** Keys of resources as views give them, {@code Type/id}. */
public final class Keys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Keys KEYS = new Keys();

  private Keys() {}

  /** The id in {@code key}. */
  static Column id(Column key) {
    return new Call(KEYS, "id", DataTypes.StringType).of(key);
  }

  /** What stands behind the last slash of {@code key}. */
  public UTF8String id(UTF8String key) {
    int length = key.numBytes();
    int at = length;
    while (at > 0 && key.getByte(at - 1) != '/') {
      at--;
    }
    return UTF8String.fromAddress(key.getBaseObject(), key.getBaseOffset() + at, length - at);
  }

  @Override
  public String toString() {
    return "keys";
  }
}
