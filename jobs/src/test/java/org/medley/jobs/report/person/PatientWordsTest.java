package org.medley.jobs.report.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * The grade of what people read, by Kincaid, Fishburne, Rogers and Chissom (1975): 0.39 words per
 * sentence + 11.8 syllables per word - 15.59. A twelve-year-old is in grade 6 or 7.
 */
class PatientWordsTest {
  private static final double GRADE = 7;

  private static PersonOptions.Outcome outcome(
      String words, double expected, double low, double high) {
    return new PersonOptions.Outcome(
        words,
        365,
        OptionalDouble.of(expected),
        OptionalDouble.of((low + high) / 2),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        "all");
  }

  private static PersonOptions.Option option(
      String words,
      boolean reference,
      boolean recommended,
      Optional<String> blinded,
      String severity) {
    return new PersonOptions.Option(
        words,
        reference,
        OptionalInt.empty(),
        recommended,
        "observational",
        List.of(
            outcome("needs another drug for pain", 0.234, -0.1, 0.2),
            outcome("goes to an emergency room or hospital", 0.061, -0.2, -0.1)),
        severity.isEmpty()
            ? List.of()
            : List.of(
                new PersonOptions.Hit(
                    severity,
                    "fired",
                    "NSAID and <b>ulcer</b>",
                    "peptic ulcer, 2021-05-03",
                    "2021-05-03",
                    "label")),
        "more data",
        Optional.empty(),
        blinded);
  }

  private static PersonOptions person(Optional<String> blinded, boolean veto) {
    return person(blinded, veto ? "veto" : "");
  }

  private static PersonOptions person(Optional<String> blinded, String severity) {
    boolean veto = severity.equals("veto");
    return new PersonOptions(
        "42",
        "pain",
        "Paracetamol or an NSAID for pain",
        "2024-05-31",
        "r1",
        true,
        "",
        List.of(
            option("an NSAID", false, false, blinded, severity),
            option("paracetamol", true, !veto, blinded, "")));
  }

  @Test
  void aTwelveYearOldCanReadIt() {
    for (PersonOptions person :
        List.of(
            person(Optional.empty(), false),
            person(Optional.empty(), true),
            person(Optional.empty(), "caution"),
            person(Optional.of("x"), true))) {
      String text = String.join(" ", PatientWords.of(person));
      assertThat(grade(text)).as(text).isLessThan(GRADE);
    }
  }

  @Test
  void theFormulaIsThatOfThePaper() {
    // 1 sentence, 6 words, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    assertThat(grade("The cat sat on the mat."))
        .isCloseTo(-1.45, org.assertj.core.api.Assertions.within(1e-9));
  }

  @Test
  void risksAreWholePeopleOfAHundred() {
    assertThat(PatientWords.of(person(Optional.empty(), false)))
        .anyMatch(text -> text.contains("If 100 people like you take an NSAID, about 23 of them"))
        .anyMatch(text -> text.contains("About 77 will not."))
        .contains("It may make no real difference which one you take. We do not know yet.")
        .contains("We are fairly sure that the two are not the same here.")
        .contains("For people like you, paracetamol came out best so far.");
  }

  @Test
  void whatSpeaksAgainstAnOptionIsSaidWhetherNumbersAreShownOrNot() {
    String care = "Your notes say that you should take care with an NSAID.";
    String harm = "A safety rule says that an NSAID may harm you.";
    for (Optional<String> blinded : List.of(Optional.<String>empty(), Optional.of("x"))) {
      assertThat(String.join(" ", PatientWords.of(person(blinded, "caution"))))
          .contains(care)
          .doesNotContain(harm);
      assertThat(String.join(" ", PatientWords.of(person(blinded, "veto"))))
          .contains(harm)
          .doesNotContain(care);
      assertThat(String.join(" ", PatientWords.of(person(blinded, "")))).doesNotContain(care, harm);
    }
  }

  @Test
  void whatIsBlindedHasNoNumbers() {
    String page = PersonPage.render(person(Optional.of("the design did not hold"), false));
    assertThat(String.join(" ", PatientWords.of(person(Optional.of("x"), false))))
        .doesNotContain("100 people like you take");
    assertThat(page).contains("Not shown: the design did not hold");
  }

  @Test
  void thePageNeedsNothingElseAndEscapesWhatItShows() {
    String page = PersonPage.render(person(Optional.empty(), true));
    assertThat(page)
        .contains(
            "NSAID and &lt;b&gt;ulcer&lt;/b&gt;", "2021-05-03", "a safety rule speaks against it")
        .doesNotContain("<script", "http://", "https://", "<b>ulcer");
    assertThat(page).isEqualTo(PersonPage.render(person(Optional.empty(), true)));
  }

  private static double grade(String text) {
    String[] words = text.split("[^\\p{L}\\d]+");
    long sentences = text.chars().filter(c -> c == '.' || c == '?' || c == '!').count();
    long syllables = 0;
    for (String word : words) {
      syllables += syllables(word.toLowerCase(Locale.ROOT));
    }
    return 0.39 * words.length / sentences + 11.8 * syllables / words.length - 15.59;
  }

  /** Groups of vowels, less a silent e at the end; a number counts as one. */
  private static long syllables(String word) {
    String plain = word.replaceFirst("(?<=[^aeiouyl])e$", "");
    long groups = java.util.regex.Pattern.compile("[aeiouy]+").matcher(plain).results().count();
    return Math.max(1, groups);
  }
}
