package org.medley.jobs.card;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The registry of forms that a card is written in. */
public final class CardFiles {
  private static final Map<String, Function<Card, String>> FORMS = new LinkedHashMap<>();

  static {
    FORMS.put("html", CardPage::of);
    FORMS.put("json", CardJson::of);
    FORMS.put("chai.xml", ChaiFile::xml);
    FORMS.put("chai.json", ChaiFile::json);
  }

  private CardFiles() {}

  /** The card in every form, by the ending of its file. */
  public static Map<String, String> of(Card card) {
    Map<String, String> files = new LinkedHashMap<>();
    FORMS.forEach((ending, form) -> files.put(ending, form.apply(card)));
    return files;
  }
}
