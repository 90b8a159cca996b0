package org.medley.jobs.report.person;

import java.util.Locale;
import java.util.OptionalDouble;
import org.medley.jobs.report.html.Element;
import org.medley.jobs.report.html.Html;
import org.medley.jobs.report.html.Table;
import org.medley.jobs.report.person.PersonOptions.Hit;
import org.medley.jobs.report.person.PersonOptions.Option;
import org.medley.jobs.report.person.PersonOptions.Outcome;
import org.medley.jobs.report.section.Section;

/** For the clinician: options side by side, what speaks against each, and what is not known. */
final class ClinicianPart {
  private static final double HUNDRED = 100;

  private ClinicianPart() {}

  static Element of(PersonOptions person) {
    Element section = Section.of("clinician", person.question(), verdict(person));
    section.add(Html.block("part", Html.heading("Options side by side"), risks(person)));
    for (Option option : person.options()) {
      section.add(option(option));
    }
    return section;
  }

  /** The one line that a reader takes away. */
  private static String verdict(PersonOptions person) {
    return person.options().stream()
        .filter(Option::recommended)
        .findFirst()
        .map(
            option -> "Ranked first: " + option.words() + ". Why, and what is not known, is below.")
        .orElse("Nothing is recommended: the choice is left to you. Why is below.");
  }

  private static Element risks(PersonOptions person) {
    Table table =
        Table.of("Absolute risks")
            .texts("outcome", "option")
            .numbers("of 100 people", "difference", "95 % interval");
    for (Option option : person.options()) {
      for (Outcome outcome : option.outcomes()) {
        table.row(
            outcome.words() + " within " + outcome.days() + " days",
            option.words() + (option.isReference() ? " (reference)" : ""),
            hundreds(outcome.expected()),
            option.isReference() ? "–" : signed(outcome.difference()),
            option.isReference() || outcome.low().isEmpty()
                ? "–"
                : signed(outcome.low()) + " to " + signed(outcome.high()));
      }
    }
    return table.element();
  }

  private static Element option(Option option) {
    Element part = Html.block("part", Html.heading(option.words() + rank(option)));
    option.blinded().ifPresent(why -> part.add(Html.paragraph("missing", "Not shown: " + why)));
    option.left().ifPresent(why -> part.add(Html.paragraph("missing", sentence(why))));
    part.add(Html.paragraph("says", "Rests on: " + option.evidence() + "."));
    option.outcomes().stream()
        .filter(outcome -> outcome.low().isPresent() && !option.isReference())
        .forEach(
            outcome ->
                part.add(
                    Html.paragraph(
                        "small",
                        "The interval for '%s' is that of the mean effect in: %s."
                            .formatted(outcome.words(), outcome.of()))));
    part.add(hits(option));
    return part.add(
        Html.paragraph("says", "What would change the ranking: " + option.change() + "."));
  }

  private static String rank(Option option) {
    if (option.vetoed()) {
      return ": a safety rule speaks against it";
    }
    return option.rank().isPresent() ? ": rank " + option.rank().getAsInt() : ": not ranked";
  }

  private static Element hits(Option option) {
    if (option.hits().isEmpty()) {
      return Html.paragraph(
          "says", "No safety rule speaks against it, and each could be assessed.");
    }
    Table table =
        Table.of("Safety of " + option.words())
            .texts("what", "rule", "facts of this person", "last fact", "source");
    for (Hit hit : option.hits()) {
      table.row(
          hit.fired() ? hit.severity() : "not known",
          hit.text(),
          hit.facts(),
          hit.date(),
          hit.source());
    }
    return table.element();
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  private static String hundreds(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%.0f", HUNDRED * value.getAsDouble())
        : "not shown";
  }

  private static String signed(OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%+.1f", HUNDRED * value.getAsDouble())
        : "not shown";
  }
}
