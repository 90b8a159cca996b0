package org.medley.jobs.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random JSON values and how they may be written. */
final class RandomJson {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "12345678",
          "comma, colon: brace} ]",
          "quote \" slash \\ / end\\",
          "Zürich",
          "\u0001\b\f\n\r\t",
          "😀 \u2028",
          "sixteen letters.",
          "x".repeat(40));
  private static final List<String> LITERALS =
      List.of("0", "-1.50", "0.010", "1e400", "1E-7", "true", "false", "123456789012345678901234");

  private final Random random;
  private final List<String> names;

  /**
   * A value.
   *
   * @param names names of the members of an object; null: no object
   * @param elements values of the members or elements; null: a primitive
   * @param text text of a text, number or truth value; null: null
   * @param quoted whether it is a text
   */
  record Node(List<String> names, List<Node> elements, String text, boolean quoted) {
    boolean isObject() {
      return names != null;
    }

    boolean isList() {
      return names == null && elements != null;
    }

    boolean isPrimitive() {
      return elements == null;
    }

    /** The last member {@code name}; null if there is none. */
    Node last(String name) {
      int at = names.lastIndexOf(name);
      return at < 0 ? null : elements.get(at);
    }
  }

  RandomJson(Random random, List<String> names) {
    this.random = random;
    this.names = names;
  }

  /** An object with up to {@code depth} levels inside. */
  Node object(int depth) {
    List<String> own = new ArrayList<>();
    List<Node> values = new ArrayList<>();
    for (int i = random.nextInt(9); i > 0; i--) {
      own.add(names.get(random.nextInt(names.size())));
      values.add(value(depth));
    }
    return new Node(own, values, null, false);
  }

  private Node value(int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 6);
    if (kind == 5) {
      List<Node> elements = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        elements.add(value(depth - 1));
      }
      return new Node(null, elements, null, false);
    }
    return switch (kind) {
      case 0 -> new Node(null, null, null, false);
      case 1 -> new Node(null, null, LITERALS.get(random.nextInt(LITERALS.size())), false);
      case 2 -> new Node(null, null, TEXTS.get(random.nextInt(TEXTS.size())), true);
      default -> object(depth - 1);
    };
  }

  /** One of the texts that mean {@code node}. */
  String write(Node node) {
    if (node.isPrimitive()) {
      return node.quoted() ? quoted(node.text()) : String.valueOf(node.text());
    }
    StringBuilder text = new StringBuilder(node.isObject() ? "{" : "[").append(space());
    for (int i = 0; i < node.elements().size(); i++) {
      text.append(i == 0 ? "" : "," + space());
      if (node.isObject()) {
        text.append(quoted(node.names().get(i))).append(space()).append(':').append(space());
      }
      text.append(write(node.elements().get(i))).append(space());
    }
    return text.append(node.isObject() ? "}" : "]").toString();
  }

  private String space() {
    return List.of("", "", "", " ", "\t ", "\n").get(random.nextInt(6));
  }

  private String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(one -> quoted.append(character(one)));
    return quoted.append('"').toString();
  }

  private String character(int one) {
    String plain = Character.toString(one);
    int escaped = "\"\\\b\f\n\r\t/".indexOf(one);
    if (random.nextInt(10) > 0 && escaped >= 0) {
      return "\\" + "\"\\bfnrt/".charAt(escaped);
    }
    boolean must = one < ' ' || one == '"' || one == '\\';
    if (!must && random.nextInt(10) > 0) {
      return plain;
    }
    StringBuilder codes = new StringBuilder();
    for (char unit : plain.toCharArray()) {
      codes.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) unit));
    }
    return codes.toString();
  }
}
