package org.medley.jobs.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medley.jobs.control.Asked;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.night.Selection;
import org.medley.jobs.night.Terms;
import org.medley.jobs.step.IngestStep;
import org.medley.jobs.step.Steps;

/**
 * What a command asks of a night.
 *
 * @param selection which of its steps may run
 * @param terms how it goes about them
 */
record NightRequest(Selection selection, Terms terms) {

  /** A whole night of {@code options}, asked for by {@code command}. */
  static NightRequest whole(String command, Options options) {
    return new NightRequest(
        Selection.ALL, Terms.of(asked(command, options.settings(), Selection.ALL)));
  }

  /** The step {@code step} of {@code options} and what it needs, asked for by {@code command}. */
  static NightRequest until(String command, Options options, String step) {
    Selection selection = new Selection(List.of(), List.of(), List.of(step));
    return new NightRequest(selection, Terms.of(asked(command, options.settings(), selection)));
  }

  /** What {@code asked} asks for, on other {@code terms}. */
  static NightRequest again(Asked asked, Terms terms) {
    return new NightRequest(new Selection(asked.only(), asked.from(), asked.until()), terms);
  }

  /** What was asked for, with the settings that were given. */
  static Asked asked(String command, Map<String, String> settings, Selection selection) {
    return new Asked(command, settings, selection.only(), selection.from(), selection.until());
  }

  /** Whether the night looks at the source {@code name}: a source is read only where asked for. */
  boolean reads(String name) {
    return names(selection.only(), name) && names(selection.from(), name);
  }

  private static boolean names(List<String> steps, String source) {
    String step = IngestStep.name(source);
    return steps.isEmpty()
        || steps.stream().anyMatch(name -> name.equals(step) || step.startsWith(name + ":"));
  }

  /**
   * Checks what can be checked before anything is read.
   *
   * @throws MedleyException with exit code 64 if a name begins with no word of a step
   */
  void requireKnownWords() {
    Stream.of(selection.only(), selection.from(), selection.until())
        .flatMap(List::stream)
        .filter(name -> !Steps.BY_WORD.containsKey(name.split(":", 2)[0]))
        .findFirst()
        .ifPresent(
            name -> {
              throw new MedleyException(
                  ExitCode.USAGE,
                  "no step of a night is called '" + name + "'",
                  "steps begin with one of "
                      + String.join(", ", Steps.BY_WORD.keySet())
                      + "; 'medley nightly --dry-run' names those of this site");
            });
  }
}
