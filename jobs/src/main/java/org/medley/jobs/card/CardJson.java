package org.medley.jobs.card;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.card.Answer.State;
import org.medley.jobs.control.Json;
import org.medley.jobs.question.Framework;
import org.medley.jobs.report.content.Model;

/** The card as JSON. */
public final class CardJson {
  private CardJson() {}

  /** One document: what the card is of, and each framework with its counts and items. */
  public static String of(Card card) {
    CardData data = card.data();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", data.task().name());
    document.put("description", data.task().description());
    document.put("release", data.report().release().id());
    document.put("as_of", data.report().release().asOf().toString());
    document.put("model_version", data.report().model().map(Model::version).orElse(null));
    document.put("exploratory", data.report().task().exploratory().orElse(null));
    List<Object> frameworks = new ArrayList<>();
    card.answers().forEach((framework, answers) -> frameworks.add(part(card, framework, answers)));
    document.put("frameworks", frameworks);
    return Json.write(document);
  }

  private static Map<String, Object> part(Card card, Framework framework, List<Answer> answers) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("framework", framework.key());
    part.put("title", framework.title());
    part.put("citation", framework.citation());
    Map<String, Long> counts = new LinkedHashMap<>();
    for (State state : State.values()) {
      if (framework.worksheet() == state.worksheet()) {
        counts.put(state.key(), card.count(framework, state));
      }
    }
    part.put("counts", counts);
    part.put("items", answers.stream().map(CardJson::item).toList());
    return part;
  }

  private static Map<String, Object> item(Answer answer) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("id", answer.item().id());
    item.put("group", answer.item().group());
    item.put("asks", answer.item().asks());
    item.put("state", answer.state().key());
    item.put("run", answer.facts());
    item.put("task", answer.words());
    item.put("missing_keys", answer.missing());
    if (answer.state().worksheet()) {
      item.put("assessor", null);
    }
    return item;
  }
}
