package org.medley.jobs.view;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.LongAccumulator;
import org.medley.features.contract.Resources;
import org.medley.features.function.Call;
import org.medley.jobs.view.path.Usage;

/**
 * Parses a resource into the struct of a {@link Usage}, skipping all other members.
 *
 * <p>Decision: not {@code from_json}, which on Spark 4.1.0 reads a number into a text through a
 * double: {@code 0.010} becomes {@code 0.01} and {@code 1e400} {@code "Infinity"}. Here a primitive
 * is the source's own text.
 *
 * <p>A member that should be a list but is not counts as a list of one; any other member of the
 * wrong shape is null. Nulls in lists are left out. Of a member that stands twice the last counts.
 */
public final class ResourceParser implements Serializable {
  /** The column that holds a parsed resource. */
  static final String PARSED = "_parsed";

  private static final long serialVersionUID = 1L;
  private final Shape shape;

  ResourceParser(Usage usage) {
    this.shape = new Shape(usage);
  }

  /**
   * The column {@link #PARSED} with what {@code usage} holds of a row of {@code
   * clinical.resources}.
   */
  static Column parsed(Usage usage) {
    return new Call(new ResourceParser(usage), "parse", usage.struct())
        .once(col(Resources.RAW))
        .as(PARSED);
  }

  /**
   * The column {@link #PARSED} with what {@code usage} holds of the resource in {@code line}; null
   * if it is of another type than {@code type}, or no resource.
   */
  static Column parsedLine(Usage usage, Column line, String type, LongAccumulator unreadable) {
    ResourceLine lines = new ResourceLine(new ResourceParser(usage), type, unreadable);
    return new Call(lines, "parse", usage.struct()).once(line).as(PARSED);
  }

  /** The struct of {@code json}, which is valid; null if it is not an object. */
  public InternalRow parse(UTF8String json) {
    if (json.getBaseObject() instanceof byte[] bytes) {
      int at = Math.toIntExact(json.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
      return ObjectReader.object(bytes, at, shape);
    }
    return ObjectReader.object(json.getBytes(), 0, shape);
  }

  @Override
  public String toString() {
    return "resource";
  }
}
