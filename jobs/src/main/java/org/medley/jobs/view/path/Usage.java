package org.medley.jobs.view.path;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The JSON members that paths use, as a tree. It gives the type of the struct that must be parsed,
 * so that everything else is skipped.
 */
public final class Usage {
  private final Map<String, Usage> members = new TreeMap<>();
  private final Map<String, Repeat> repeats = new TreeMap<>();
  private final boolean many;
  private final boolean primitive;

  private Usage(boolean many, boolean primitive) {
    this.many = many;
    this.primitive = primitive;
  }

  /** Nothing used of a resource yet. */
  public static Usage ofResource() {
    return new Usage(false, false);
  }

  /** Notes that {@code name} is used; returns what is used of it. */
  Usage member(String name, boolean repeats, boolean isPrimitive) {
    Usage member = members.computeIfAbsent(name, any -> new Usage(repeats, isPrimitive));
    if (member.many != repeats || member.primitive != isPrimitive) {
      throw new PathException("'" + name + "' is used as two different types of element");
    }
    return member;
  }

  /**
   * What is found by following paths again and again, in the order of a walk that visits an element
   * before what is below it.
   *
   * @param first paths from the object itself, each a list of members
   * @param again paths from each element found
   * @param found what is used of each
   */
  public record Repeat(List<List<String>> first, List<List<String>> again, Usage found) {}

  /** Notes that what {@code first} and then {@code again} lead to is used; returns the use. */
  Usage repeat(String name, List<List<String>> first, List<List<String>> again) {
    return repeats
        .computeIfAbsent(name, any -> new Repeat(first, again, new Usage(false, false)))
        .found();
  }

  /** The repeated paths in use, by the name of their field, after the members. */
  public Map<String, Repeat> repeats() {
    return repeats;
  }

  /** Whether nothing inside it is used. */
  public boolean isEmpty() {
    return members.isEmpty() && repeats.isEmpty();
  }

  /** The members in use, in the order of their names. */
  public Map<String, Usage> members() {
    return members;
  }

  /** Whether it is a list. */
  public boolean many() {
    return many;
  }

  /** Whether it is a text, number or truth value. */
  public boolean primitive() {
    return primitive;
  }

  /**
   * The struct of the members in use. Primitives are texts exactly as the source wrote them; an
   * object of which no member is used is an empty text, which says that it is there.
   */
  public StructType struct() {
    StructType struct = new StructType();
    for (Map.Entry<String, Usage> member : members.entrySet()) {
      Usage usage = member.getValue();
      struct =
          struct.add(
              member.getKey(),
              usage.many ? DataTypes.createArrayType(usage.one(), true) : usage.one(),
              true);
    }
    for (Map.Entry<String, Repeat> repeat : repeats.entrySet()) {
      struct =
          struct.add(
              repeat.getKey(), DataTypes.createArrayType(repeat.getValue().found().one(), true));
    }
    return struct;
  }

  private DataType one() {
    return isEmpty() ? DataTypes.StringType : struct();
  }
}
