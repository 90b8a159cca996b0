package org.medley.jobs.view.path;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every element of FHIR R4 with its types and whether it repeats, read from {@code
 * r4-elements.tsv}. A line of that file is a type, a tab, and its elements parted by spaces: {@code
 * name} or {@code name*} if it repeats, a colon, the types parted by bars; {@code .} stands for an
 * inner type named {@code type.element}, {@code name[x]} for an element of several types.
 */
public final class Elements {
  private static final Elements R4 = read("r4-elements.tsv");
  private static final Set<String> TEXTS_ARE_PRIMITIVE =
      Set.of(
          "boolean",
          "integer",
          "decimal",
          "string",
          "code",
          "id",
          "uri",
          "url",
          "uuid",
          "oid",
          "canonical",
          "date",
          "dateTime",
          "instant",
          "time",
          "base64Binary",
          "markdown",
          "positiveInt",
          "unsignedInt",
          "xhtml",
          "integer64");

  private final Map<String, Map<String, Element>> types;

  private Elements(Map<String, Map<String, Element>> types) {
    this.types = types;
  }

  /**
   * One element.
   *
   * @param name its name; for a choice without {@code [x]}
   * @param many whether it repeats
   * @param choice whether its JSON name ends in its type
   * @param types what it may be
   */
  public record Element(String name, boolean many, boolean choice, List<String> types) {}

  /** The elements of R4. */
  public static Elements r4() {
    return R4;
  }

  /** Whether values of {@code type} are written as a JSON text, number or truth value. */
  public static boolean isPrimitive(String type) {
    return TEXTS_ARE_PRIMITIVE.contains(type);
  }

  /** Whether there is such a type. */
  public boolean isType(String type) {
    return types.containsKey(type) || isPrimitive(type);
  }

  /** Whether {@code type} is a resource. */
  public boolean isResource(String type) {
    return types.containsKey(type) && types.get(type).containsKey("implicitRules");
  }

  /** The element {@code name} of {@code type}. */
  public Optional<Element> element(String type, String name) {
    return Optional.ofNullable(types.getOrDefault(type, Map.of()).get(name));
  }

  private static Elements read(String resource) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Elements.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      Map<String, Map<String, Element>> types = new HashMap<>();
      lines
          .lines()
          .forEach(
              line -> {
                String type = line.substring(0, line.indexOf('\t'));
                types.put(type, elements(type, line.substring(type.length() + 1)));
              });
      return new Elements(types);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Element> elements(String type, String line) {
    Map<String, Element> elements = new LinkedHashMap<>();
    for (String item : line.split(" ", -1)) {
      int colon = item.indexOf(':');
      String written = item.substring(0, colon);
      boolean many = written.endsWith("*");
      String plain = many ? written.substring(0, written.length() - 1) : written;
      boolean choice = plain.endsWith("[x]");
      String name = choice ? plain.substring(0, plain.length() - 3) : plain;
      List<String> of = new ArrayList<>();
      for (String one : item.substring(colon + 1).split("\\|", -1)) {
        of.add(one.equals(".") ? type + "." + name : one);
      }
      elements.put(name, new Element(name, many, choice, List.copyOf(of)));
    }
    return elements;
  }
}
