package org.medley.jobs.view;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/** Reads objects of a valid JSON text into rows, which share its bytes. */
final class ObjectReader {
  private static final UTF8String PRESENT = UTF8String.fromString("");

  private final JsonCursor cursor;

  private ObjectReader(JsonCursor cursor) {
    this.cursor = cursor;
  }

  /** The object at {@code at}; null if there is something else. */
  static InternalRow object(byte[] json, int at, Shape shape) {
    JsonCursor cursor = new JsonCursor(json, at);
    return cursor.peek() == '{' ? new ObjectReader(cursor).object(shape) : null;
  }

  private InternalRow object(Shape shape) {
    Object[] values = new Object[shape.width];
    int start = cursor.position();
    cursor.enter();
    while (cursor.hasNext()) {
      cursor.name();
      int at = shape.field(cursor);
      if (at < 0) {
        cursor.skip();
      } else {
        Shape member = shape.member(at);
        values[at] = member.many ? list(member) : one(member);
      }
    }
    for (Shape.Repeated repeat : shape.repeats) {
      List<Object> found = new ArrayList<>();
      walk(cursor.json, start, repeat, repeat.first(), found);
      values[repeat.at()] = new GenericArrayData(found.toArray());
    }
    return new GenericInternalRow(values);
  }

  private GenericArrayData list(Shape shape) {
    List<Object> values = new ArrayList<>(2);
    if (cursor.peek() == '[') {
      cursor.enter();
      while (cursor.hasNext()) {
        add(values, one(shape));
      }
    } else {
      add(values, one(shape));
    }
    return new GenericArrayData(values.toArray());
  }

  private static void add(List<Object> values, Object value) {
    if (value != null) {
      values.add(value);
    }
  }

  private Object one(Shape shape) {
    byte first = cursor.peek();
    if (first == '{' && !shape.primitive) {
      if (!shape.empty) {
        return object(shape);
      }
      cursor.skip();
      return PRESENT;
    }
    if (first != '{' && first != '[' && shape.primitive) {
      return cursor.primitive();
    }
    cursor.skip();
    return null;
  }

  /** Adds what {@code paths} lead to, each element before what is below it. */
  private static void walk(
      byte[] json, int at, Shape.Repeated repeat, List<List<String>> paths, List<Object> found) {
    for (List<String> path : paths) {
      for (int element : below(json, at, path)) {
        found.add(repeat.found().empty ? PRESENT : object(json, element, repeat.found()));
        walk(json, element, repeat, repeat.again(), found);
      }
    }
  }

  /** Where the objects stand that {@code path} leads to from the object at {@code at}. */
  private static List<Integer> below(byte[] json, int at, List<String> path) {
    if (path.isEmpty()) {
      return List.of(at);
    }
    List<Integer> found = new ArrayList<>();
    List<String> rest = path.subList(1, path.size());
    for (int member : members(json, at, path.get(0))) {
      found.addAll(below(json, member, rest));
    }
    return found;
  }

  /** Where the objects of the member {@code name} stand, one or a list. */
  private static List<Integer> members(byte[] json, int at, String name) {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_8);
    List<Integer> found = new ArrayList<>();
    JsonCursor cursor = new JsonCursor(json, at);
    cursor.enter();
    while (cursor.hasNext()) {
      cursor.name();
      boolean own = cursor.isNamed(wanted);
      if (own && cursor.peek() == '[') {
        cursor.enter();
        while (cursor.hasNext()) {
          addObject(cursor, found);
        }
      } else if (own) {
        addObject(cursor, found);
      } else {
        cursor.skip();
      }
    }
    return found;
  }

  private static void addObject(JsonCursor cursor, List<Integer> found) {
    if (cursor.peek() == '{') {
      found.add(cursor.position());
    }
    cursor.skip();
  }
}
