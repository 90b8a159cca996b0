package org.medley.jobs.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A part of the text of a resource that holds one value. */
final class Slice {
  /** Reads resources, however long their texts are. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private static final String PRESENT = "";

  private final byte[] json;
  private final int from;
  private final int to;

  /** The bytes of {@code json} from {@code from} up to {@code to}. */
  Slice(byte[] json, int from, int to) {
    this.json = json;
    this.from = from;
    this.to = to;
  }

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

  private List<Object> list(JsonParser parser, JsonToken token, Shape shape) throws IOException {
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
