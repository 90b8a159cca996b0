package org.medley.jobs.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
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
  private static final long serialVersionUID = 1L;
  private static final String PRESENT = "";
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final Shape shape;

  ResourceParser(Usage usage) {
    this.shape = new Shape(usage);
  }

  @Override
  public Row call(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? object(parser, shape) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row object(JsonParser parser, Shape shape) throws IOException {
    Object[] values = new Object[shape.members.length];
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Integer at = shape.index.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (at == null) {
        parser.skipChildren();
      } else {
        Shape member = shape.members[at];
        values[at] = member.many ? list(parser, token, member) : one(parser, token, member);
      }
    }
    return RowFactory.create(values);
  }

  private static List<Object> list(JsonParser parser, JsonToken token, Shape shape)
      throws IOException {
    List<Object> values = new ArrayList<>();
    if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        add(values, one(parser, parser.currentToken(), shape));
      }
    } else {
      add(values, one(parser, token, shape));
    }
    return values;
  }

  private static void add(List<Object> values, Object value) {
    if (value != null) {
      values.add(value);
    }
  }

  private static Object one(JsonParser parser, JsonToken token, Shape shape) throws IOException {
    if (token.isScalarValue()) {
      return shape.primitive && token != JsonToken.VALUE_NULL ? parser.getText() : null;
    }
    if (token == JsonToken.START_OBJECT && !shape.primitive && shape.members.length > 0) {
      return object(parser, shape);
    }
    parser.skipChildren();
    return token == JsonToken.START_OBJECT && !shape.primitive ? PRESENT : null;
  }

  /** A usage in the form that is quick to parse by, and that Spark can send to its tasks. */
  private static final class Shape implements Serializable {
    private static final long serialVersionUID = 1L;

    private final boolean many;
    private final boolean primitive;
    private final Map<String, Integer> index = new HashMap<>();
    private final Shape[] members;

    Shape(Usage usage) {
      this.many = usage.many();
      this.primitive = usage.primitive();
      this.members = new Shape[usage.members().size()];
      usage
          .members()
          .forEach(
              (name, member) -> {
                int at = index.size();
                index.put(name, at);
                members[at] = new Shape(member);
              });
    }
  }
}
