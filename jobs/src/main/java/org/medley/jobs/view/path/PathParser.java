package org.medley.jobs.view.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.medley.jobs.view.path.Token.Kind;

/**
 * Reads FHIRPath text, with the precedence of the FHIRPath 2.0 grammar (section 4.1.13): member and
 * index, sign, multiplication, addition, type, union, inequality, equality, membership, and, or,
 * implies.
 */
public final class PathParser {
  private static final List<Set<String>> LEVELS =
      List.of(
          Set.of("implies"),
          Set.of("or", "xor"),
          Set.of("and"),
          Set.of("in", "contains"),
          Set.of("=", "!=", "~", "!~"),
          Set.of("<=", "<", ">", ">="),
          Set.of("|"),
          Set.of("is", "as"),
          Set.of("+", "-", "&"),
          Set.of("*", "/", "div", "mod"));

  private final List<Token> words;
  private int at;

  private PathParser(List<Token> words) {
    this.words = words;
  }

  /**
   * The tree of {@code path}.
   *
   * @throws PathException if the text is not a path
   */
  public static PathNode parse(String path) {
    PathParser parser = new PathParser(Lexer.words(path));
    PathNode node = parser.binary(0);
    if (parser.peek().kind() != Kind.END) {
      throw parser.unexpected();
    }
    return node;
  }

  private PathNode binary(int level) {
    if (level == LEVELS.size()) {
      return sign();
    }
    PathNode left = binary(level + 1);
    while (isOperator(peek(), LEVELS.get(level))) {
      String operator = take().text();
      PathNode right = binary(level + 1);
      left =
          operator.equals("is") || operator.equals("as")
              ? new PathNode.OfType(operator, left, right)
              : new PathNode.Binary(operator, left, right);
    }
    return left;
  }

  private static boolean isOperator(Token word, Set<String> operators) {
    return (word.kind() == Kind.SYMBOL || word.kind() == Kind.NAME)
        && operators.contains(word.text());
  }

  private PathNode sign() {
    if (peek().is("-")) {
      take();
      return new PathNode.Negative(sign());
    }
    if (peek().is("+")) {
      take();
      return sign();
    }
    return postfix(term());
  }

  private PathNode postfix(PathNode start) {
    PathNode node = start;
    while (true) {
      if (peek().is(".")) {
        take();
        node = invocation(node);
      } else if (peek().is("[")) {
        take();
        node = new PathNode.Index(node, binary(0));
        expect("]");
      } else {
        return node;
      }
    }
  }

  private PathNode term() {
    Token word = peek();
    return switch (word.kind()) {
      case TEXT -> literal("string");
      case NUMBER -> literal(word.text().contains(".") ? "decimal" : "integer");
      case TIME -> time();
      case CONSTANT -> new PathNode.Constant(take().text());
      case NAME, QUOTED_NAME ->
          word.isWord("true") || word.isWord("false") ? literal("boolean") : invocation(null);
      default -> symbol();
    };
  }

  private PathNode symbol() {
    if (peek().is("(")) {
      take();
      PathNode inner = binary(0);
      expect(")");
      return inner;
    }
    if (peek().is("{")) {
      take();
      expect("}");
      return new PathNode.Empty();
    }
    if (peek().is("$this")) {
      take();
      return new PathNode.This();
    }
    if (peek().is(PathCompiler.INDEX)) {
      return new PathNode.Constant(take().text());
    }
    throw unexpected();
  }

  private PathNode literal(String type) {
    return new PathNode.Literal(type, take().text());
  }

  private PathNode time() {
    String text = take().text();
    if (text.startsWith("T")) {
      return new PathNode.Literal("time", text.substring(1));
    }
    String plain = text.endsWith("T") ? text.substring(0, text.length() - 1) : text;
    return new PathNode.Literal(text.contains("T") ? "dateTime" : "date", plain);
  }

  private PathNode invocation(PathNode source) {
    Token name = take();
    if (name.is("$this") && source == null) {
      return new PathNode.This();
    }
    if (name.kind() != Kind.NAME && name.kind() != Kind.QUOTED_NAME) {
      at--;
      throw unexpected();
    }
    if (!peek().is("(")) {
      return new PathNode.Member(source, name.text());
    }
    take();
    List<PathNode> arguments = new ArrayList<>();
    while (!peek().is(")")) {
      if (!arguments.isEmpty()) {
        expect(",");
      }
      arguments.add(binary(0));
    }
    take();
    return new PathNode.Call(source, name.text(), List.copyOf(arguments));
  }

  private Token peek() {
    return words.get(at);
  }

  private Token take() {
    return words.get(at++);
  }

  private void expect(String symbol) {
    if (!peek().is(symbol)) {
      throw unexpected();
    }
    take();
  }

  private PathException unexpected() {
    Token word = peek();
    return new PathException(
        word.kind() == Kind.END
            ? "ends too early"
            : "'%s' at position %d is not expected there".formatted(word.text(), word.at()));
  }
}
