package org.medley.jobs.card;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.card.Answer.State;
import org.medley.jobs.question.CardItem;
import org.medley.jobs.question.CardItems;
import org.medley.jobs.question.Framework;

/**
 * The card of the model of one task in one release.
 *
 * @param data what it is made from
 * @param answers by framework, in its order: every question has one
 */
public record Card(CardData data, Map<Framework, List<Answer>> answers) {

  /** The card that {@code data} give. */
  public static Card of(CardData data) {
    Map<Framework, List<Answer>> answers = new EnumMap<>(Framework.class);
    for (Framework framework : Framework.values()) {
      answers.put(
          framework,
          CardItems.of(framework).stream()
              .map(item -> framework.worksheet() ? evidence(item, data) : answer(item, data))
              .toList());
    }
    return new Card(data, answers);
  }

  /** How many questions of {@code framework} are in {@code state}. */
  public long count(Framework framework, State state) {
    return answers.get(framework).stream().filter(answer -> answer.state() == state).count();
  }

  /** What the task file says at {@code key}. */
  Optional<String> words(String key) {
    return Optional.ofNullable(data.words().get(key));
  }

  /** What an assessor finds; without it the keys that would say something. */
  private static Answer evidence(CardItem item, CardData data) {
    Answer answer = answer(item, data);
    boolean some = !answer.facts().isEmpty() || !answer.words().isEmpty();
    return new Answer(
        item,
        some ? State.EVIDENCE : State.OPEN,
        answer.facts(),
        answer.words(),
        some ? List.of() : item.keys());
  }

  private static Answer answer(CardItem item, CardData data) {
    List<String> facts = new ArrayList<>();
    item.facts().forEach(fact -> CardFacts.of(fact, data).ifPresent(facts::add));
    List<String> words = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (String key : item.keys()) {
      String text = data.words().get(key);
      if (text == null) {
        absent.add(key);
      } else {
        words.add(text);
      }
    }
    State state = state(item, facts, words, absent);
    return new Answer(item, state, facts, words, state.complete() ? List.of() : absent);
  }

  /** Words answer only as a whole: an item of two keys that has one is still open. */
  private static State state(
      CardItem item, List<String> facts, List<String> words, List<String> absent) {
    boolean filled = facts.size() == item.facts().size() && !facts.isEmpty();
    if (!item.keys().isEmpty() && absent.isEmpty()) {
      return State.GIVEN;
    }
    if (filled && !item.person()) {
      return State.FILLED;
    }
    return facts.isEmpty() && words.isEmpty() ? State.MISSING : State.PARTLY;
  }
}
