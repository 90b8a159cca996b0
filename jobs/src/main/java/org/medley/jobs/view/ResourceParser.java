package org.medley.jobs.view;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
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
    try (JsonParser parser = JSON.createParser(json)) {
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

  /** A part of the text of a resource that holds one value. */
  private record Slice(byte[] json, int from, int to) {
    /** The object that it holds; null if it holds something else. */
    Row object(Shape shape) throws IOException {
      try (JsonParser parser = parser()) {
        return parser.nextToken() == JsonToken.START_OBJECT ? object(parser, shape) : null;
      }
    }

    private JsonParser parser() throws IOException {
      return JSON.createParser(json, from, to - from);
    }

    private Row object(JsonParser parser, Shape shape) throws IOException {
      Object[] values = new Object[shape.width];
      int start = shape.repeats.length == 0 ? 0 : start(parser);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int at = shape.field(parser.currentName());
        JsonToken token = parser.nextToken();
        if (at < 0) {
          parser.skipChildren();
        } else {
          Shape member = shape.member(at);
          values[at] = member.many ? list(parser, token, member) : one(parser, token, member);
        }
      }
      for (Shape.Repeated repeat : shape.repeats) {
        List<Object> found = new ArrayList<>();
        new Slice(json, start, end(parser)).walk(repeat, repeat.first(), found);
        values[repeat.at()] = found;
      }
      return RowFactory.create(values);
    }

    private List<Object> list(JsonParser parser, JsonToken token, Shape shape)
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

    private Object one(JsonParser parser, JsonToken token, Shape shape) throws IOException {
      if (token.isScalarValue()) {
        return shape.primitive && token != JsonToken.VALUE_NULL ? parser.getText() : null;
      }
      if (token == JsonToken.START_OBJECT && !shape.primitive && !shape.empty) {
        return object(parser, shape);
      }
      parser.skipChildren();
      return token == JsonToken.START_OBJECT && !shape.primitive ? PRESENT : null;
    }

    /** Adds what {@code paths} lead to, each element before what is below it. */
    private void walk(Shape.Repeated repeat, List<List<String>> paths, List<Object> found)
        throws IOException {
      for (List<String> path : paths) {
        for (Slice element : below(path)) {
          found.add(repeat.found().empty ? PRESENT : element.object(repeat.found()));
          element.walk(repeat, repeat.again(), found);
        }
      }
    }

    /** The objects that {@code path} leads to. */
    private List<Slice> below(List<String> path) throws IOException {
      if (path.isEmpty()) {
        return List.of(this);
      }
      List<Slice> found = new ArrayList<>();
      List<String> rest = path.subList(1, path.size());
      for (Slice member : members(path.get(0))) {
        found.addAll(member.below(rest));
      }
      return found;
    }

    /** The objects of the member {@code name}, one or a list. */
    private List<Slice> members(String name) throws IOException {
      List<Slice> found = new ArrayList<>();
      try (JsonParser parser = parser()) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean wanted = parser.currentName().equals(name);
          JsonToken token = parser.nextToken();
          if (wanted && token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              addObject(parser, found);
            }
          } else if (wanted) {
            addObject(parser, found);
          } else {
            parser.skipChildren();
          }
        }
      }
      return found;
    }

    private void addObject(JsonParser parser, List<Slice> found) throws IOException {
      boolean object = parser.currentToken() == JsonToken.START_OBJECT;
      int start = start(parser);
      parser.skipChildren();
      if (object) {
        found.add(new Slice(json, start, end(parser)));
      }
    }

    private int start(JsonParser parser) {
      return from + Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }

    private int end(JsonParser parser) {
      return from + Math.toIntExact(parser.currentLocation().getByteOffset());
    }
  }
}
