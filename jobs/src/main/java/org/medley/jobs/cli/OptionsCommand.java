package org.medley.jobs.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.report.person.PersonOptions;
import org.medley.jobs.report.person.PersonPage;
import org.medley.jobs.settings.decision.Access.Readers;
import org.medley.jobs.settings.decision.DecisionSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley options}: the options of some people, a page each. */
@Command(
    name = "options",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a page for each person and decision of the current release: for the clinician the",
      "options side by side with absolute risks, what speaks against each with dates and sources,",
      "and what is not known; and the same in plain words with a picture of 100 people. The people",
      "are named in a file, never on the command line, where others could read them. A page needs",
      "nothing else and fetches nothing. It holds health data: only you may read it, and the group",
      "of its file where the decision says access.files: group. A folder that is made is closed",
      "likewise. A decision with access.patient-pages: false gets no page."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  medley options --subjects ids.txt --out pages"})
final class OptionsCommand implements Callable<Integer> {
  private static final int MOST = 1000;

  @Mixin private Options options;

  @Option(
      names = "--subjects",
      required = true,
      paramLabel = "FILE",
      description = "One subject_id per line, at most 1,000.")
  private Path subjects;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Gets SUBJECT-DECISION.html for each; made where it is missing.")
  private Path out;

  @Option(names = "--release", paramLabel = "ID", description = "Default: the current release.")
  private String releaseId;

  @Override
  public Integer call() {
    List<Long> people = people();
    requireClosed();
    Workspace workspace = Workspace.reading(options);
    Release release =
        Workspace.release(workspace.control().ledger(), Optional.ofNullable(releaseId));
    PinnedQueries tables =
        new PinnedQueries(
            workspace.spark(),
            new ReleaseTables(workspace.spark(), workspace.lake(), release, Contracts.RELEASED));
    Map<String, DecisionSettings> decisions = decisions();
    List<String> refused =
        decisions.keySet().stream().filter(name -> !decisions.get(name).access().pages()).toList();
    refused.forEach(decisions::remove);
    List<PersonOptions> found = new PersonSource(tables, decisions, release.releaseId()).of(people);
    found.forEach(person -> write(person, decisions.get(person.decision()).access().files()));
    long without =
        people.stream()
            .filter(id -> found.stream().noneMatch(each -> each.subject().equals(id.toString())))
            .count();
    PrintStream said = Streams.progress(options).out();
    said.printf(
        "%d pages written to %s; %d of %d people are in no decision of release %s%n",
        found.size(), out, without, people.size(), release.releaseId());
    refused.forEach(
        name -> said.printf("No page is written for decision %s: its access forbids it%n", name));
    return ExitCode.DONE.number();
  }

  private Map<String, DecisionSettings> decisions() {
    Map<String, DecisionSettings> byName = new LinkedHashMap<>();
    Pulls.configuration(options).decisions().forEach(each -> byName.put(each.name(), each));
    return byName;
  }

  private List<Long> people() {
    try {
      List<String> lines =
          Files.readAllLines(subjects).stream()
              .map(String::strip)
              .filter(t -> !t.isEmpty())
              .toList();
      if (lines.isEmpty()
          || lines.size() > MOST
          || !lines.stream().allMatch(OptionsCommand::isIdentifier)) {
        throw new MedleyException(
            ExitCode.DATA_REJECTED,
            subjects + " does not hold 1 to " + MOST + " subject identifiers, one a line",
            "write the numbers of published.treatment_options.subject_id");
      }
      return lines.stream().map(Long::parseLong).distinct().toList();
    } catch (NoSuchFileException e) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING, subjects + " does not exist", "correct the path", e);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          subjects + " cannot be read",
          "save it as text, one number a line",
          e);
    }
  }

  /** Told before it is read as a number: what fails to be one would be quoted in the log. */
  static boolean isIdentifier(String text) {
    return text.matches("\\d{1,19}") && new BigInteger(text).bitLength() < Long.SIZE;
  }

  private void write(PersonOptions person, Readers readers) {
    String name = person.subject() + "-" + person.decision() + ".html";
    try {
      new PersonPages(out).write(name, PersonPage.render(person), readers);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private MedleyException cannotWrite(IOException e) {
    return new MedleyException(
        ExitCode.CANNOT_WRITE, out + " cannot be written", "name another folder with --out", e);
  }

  /** Names of pages hold identifiers, which others could list in a folder that was there before. */
  private void requireClosed() {
    try {
      if (new PersonPages(out).open()) {
        throw new MedleyException(
            ExitCode.PERMISSION,
            out
                + " can be listed by everybody on this machine, and names of pages hold"
                + " identifiers",
            "close it (chmod o-rx), or name a folder with --out that is not there yet");
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }
}
