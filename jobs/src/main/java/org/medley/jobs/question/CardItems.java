package org.medley.jobs.question;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All questions, from the resource {@code items.yaml}. */
public final class CardItems {
  /** Keys that only the form of the Coalition for Health AI asks for. */
  private static final Set<String> OF_CHAI =
      Set.of(
          "availability",
          "regulatory-approval",
          "how-to-use",
          "risk-level",
          "third-party",
          "stakeholders",
          "security",
          "publications",
          "consent");

  private static final Map<Framework, List<CardItem>> ALL = read();

  private CardItems() {}

  /** The questions of {@code framework} in their order. */
  public static List<CardItem> of(Framework framework) {
    return ALL.get(framework);
  }

  /** Every key that the block {@code card} of a task file may have, in alphabetical order. */
  public static Set<String> keys() {
    Set<String> keys = new TreeSet<>(OF_CHAI);
    ALL.values().forEach(items -> items.forEach(item -> keys.addAll(item.keys())));
    return keys;
  }

  private static Map<Framework, List<CardItem>> read() {
    try (InputStream in = CardItems.class.getResourceAsStream("items.yaml")) {
      Map<String, List<CardItem>> named =
          new YAMLMapper().readValue(in, new TypeReference<Map<String, List<CardItem>>>() {});
      Map<Framework, List<CardItem>> all = new EnumMap<>(Framework.class);
      for (Framework framework : Framework.values()) {
        all.put(framework, List.copyOf(named.get(framework.key())));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
