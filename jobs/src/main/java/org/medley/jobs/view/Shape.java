package org.medley.jobs.view;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.medley.jobs.view.path.Usage;

/** A usage in the form that is quick to parse by, and that Spark can send to its tasks. */
final class Shape implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Whether it is a list. */
  final boolean many;

  /** Whether it is a text, number or truth value. */
  final boolean primitive;

  /** Whether nothing inside it is used. */
  final boolean empty;

  /** How many fields its struct has. */
  final int width;

  private final byte[][] names;
  private final Shape[] members;
  final Repeated[] repeats;

  /**
   * Paths that are followed again and again.
   *
   * @param at the field that holds what they lead to
   * @param first paths from the object itself
   * @param again paths from each element found
   * @param found what is used of each
   */
  record Repeated(int at, List<List<String>> first, List<List<String>> again, Shape found)
      implements Serializable {}

  Shape(Usage usage) {
    this.many = usage.many();
    this.primitive = usage.primitive();
    this.empty = usage.isEmpty();
    this.names =
        usage.members().keySet().stream()
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.members = usage.members().values().stream().map(Shape::new).toArray(Shape[]::new);
    this.repeats = new Repeated[usage.repeats().size()];
    this.width = members.length + repeats.length;
    int at = members.length;
    for (Usage.Repeat repeat : usage.repeats().values()) {
      repeats[at - members.length] =
          new Repeated(at, repeat.first(), repeat.again(), new Shape(repeat.found()));
      at++;
    }
  }

  /** The field of the member whose name {@code cursor} passed last; -1 if it is not used. */
  int field(JsonCursor cursor) {
    for (int i = 0; i < names.length; i++) {
      if (cursor.isNamed(names[i])) {
        return i;
      }
    }
    return -1;
  }

  /** The member of field {@code at}. */
  Shape member(int at) {
    return members[at];
  }
}
