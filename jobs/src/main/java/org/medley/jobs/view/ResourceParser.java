package org.medley.jobs.view;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.util.LongAccumulator;
import org.medley.features.contract.Resources;
import org.medley.jobs.view.path.Usage;

/**
 * Parses a resource into the struct of a {@link Usage}, skipping all other members.
 *
 * <p>Decision: not {@code from_json}, which on Spark 4.1.0 reads a number into a text through a
 * double: {@code 0.010} becomes {@code 0.01} and {@code 1e400} {@code "Infinity"}. Here a primitive
 * is the source's own text.
 *
 * <p>A member that should be a list but is not counts as a list of one; any other member of the
 * wrong shape is null. Nulls in lists are left out.
 */
final class ResourceParser implements UDF1<byte[], Row> {
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
   *
   * <p>Called nondeterministic so that the optimiser does not move it into filters and projections
   * and thereby parse each resource several times; it is not.
   */
  static Column parsed(Usage usage) {
    return udf(new ResourceParser(usage), usage.struct())
        .asNondeterministic()
        .apply(col(Resources.RAW).cast(DataTypes.BinaryType))
        .as(PARSED);
  }

  /**
   * The column {@link #PARSED} with what {@code usage} holds of the resource in {@code line}; null
   * if it is of another type than {@code type}, or no resource.
   */
  static Column parsedLine(Usage usage, Column line, String type, LongAccumulator unreadable) {
    ResourceLine lines = new ResourceLine(new ResourceParser(usage), type, unreadable);
    return udf(lines, usage.struct())
        .asNondeterministic()
        .apply(line.cast(DataTypes.BinaryType))
        .as(PARSED);
  }

  @Override
  public Row call(byte[] json) {
    try {
      return parse(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The struct of {@code json}; null if it is not an object. */
  Row parse(byte[] json) throws IOException {
    return new Slice(json, 0, json.length).object(shape);
  }

  /** The type of the resource {@code json}; null if it states none. */
  static String type(byte[] json) throws IOException {
    try (JsonParser parser = Slice.JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals("resourceType");
        JsonToken token = parser.nextToken();
        if (wanted) {
          return token == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return null;
    }
  }
}
