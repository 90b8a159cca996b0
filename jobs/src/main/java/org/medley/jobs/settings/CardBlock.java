package org.medley.jobs.settings;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medley.jobs.question.CardItems;

/** Reads the block {@code card} of a task: what people say in the model card. */
final class CardBlock {
  private CardBlock() {}

  /** The texts by key; a key that no question asks for, and an empty text, are problems. */
  static Map<String, String> read(Section top) {
    Map<String, String> texts = new TreeMap<>();
    Set<String> keys = CardItems.keys();
    try (Section block = top.section("card")) {
      for (String key : keys) {
        if (block.has(key)) {
          String text = block.text(key, "").strip();
          if (text.isEmpty()) {
            block.problem(key, "is empty", "write a sentence, or leave the key out");
          }
          texts.put(key, text);
        }
      }
    }
    return Map.copyOf(texts);
  }
}
