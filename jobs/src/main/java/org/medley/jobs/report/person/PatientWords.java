package org.medley.jobs.report.person;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.medley.jobs.report.person.PersonOptions.Option;
import org.medley.jobs.report.person.PersonOptions.Outcome;

/**
 * What the person reads: short sentences and whole people out of 100, for a reading age of about
 * twelve. A test holds it to a grade by the formula of Kincaid, Fishburne, Rogers and Chissom
 * (1975).
 */
public final class PatientWords {
  private static final long HUNDRED = 100;

  private PatientWords() {}

  /** The sentences in order, a paragraph each. */
  public static List<String> of(PersonOptions person) {
    List<String> text = new ArrayList<>();
    text.add("This page is to help you talk with your doctor. It does not tell you what to do.");
    boolean shown = person.options().stream().allMatch(option -> option.blinded().isEmpty());
    if (!shown) {
      text.add(
          "We can not yet show you numbers. Our checks say that they may be wrong."
              + " Ask your doctor what is known.");
      person.options().forEach(option -> text.addAll(safety(option)));
      return text;
    }
    text.add(
        "Each number is out of 100 people like you. No one can say which of them you will be.");
    person.options().forEach(option -> text.addAll(option(option)));
    text.add(choice(person));
    text.add("What matters most to you? Tell your doctor. You can also ask for more time.");
    return text;
  }

  private static List<String> option(Option option) {
    List<String> text = new ArrayList<>();
    for (Outcome outcome : option.outcomes()) {
      if (outcome.expected().isPresent()) {
        long people = people(outcome.expected());
        text.add(
            "If 100 people like you take %s, about %d of them will have this: %s. About %d will not."
                .formatted(option.words(), people, outcome.words(), HUNDRED - people));
        if (!option.isReference() && outcome.low().isPresent()) {
          text.add(sure(outcome));
        }
      }
    }
    text.addAll(safety(option));
    return text;
  }

  /** What speaks against the option, shown or not: what is not known is left to the clinician. */
  private static List<String> safety(Option option) {
    if (option.vetoed()) {
      return List.of(
          "A safety rule says that %s may harm you. Ask your doctor about it."
              .formatted(option.words()));
    }
    return option.cautioned()
        ? List.of(
            "Your notes say that you should take care with %s. Ask your doctor about it."
                .formatted(option.words()))
        : List.of();
  }

  private static String sure(Outcome outcome) {
    boolean same = outcome.low().getAsDouble() <= 0 && outcome.high().getAsDouble() >= 0;
    return same
        ? "It may make no real difference which one you take. We do not know yet."
        : "We are fairly sure that the two are not the same here.";
  }

  private static String choice(PersonOptions person) {
    return person.options().stream()
        .filter(Option::recommended)
        .findFirst()
        .map(option -> "For people like you, %s came out best so far.".formatted(option.words()))
        .orElse("No choice is clearly best for you. You and your doctor can choose.");
  }

  /** Whole people out of 100. */
  static long people(OptionalDouble share) {
    return Math.round(HUNDRED * share.getAsDouble());
  }
}
