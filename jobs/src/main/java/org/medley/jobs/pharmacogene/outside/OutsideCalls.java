package org.medley.jobs.pharmacogene.outside;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.RejectedLine;

/**
 * Reads PharmCAT's table of outside calls: lines of gene, diplotype, phenotype and activity score,
 * parted by tabs, of which the last three may be empty or left out, but not all. Lines that begin
 * with # are comments. A first line that begins with the word sample says that each line begins
 * with the name of a sample, which PharmCAT does not know. A gene may have several lines.
 */
public final class OutsideCalls {
  private static final String SAMPLE = "sample";
  private static final int COLUMNS = 4;

  private final Path file;
  private final List<OutsideCall> calls = new ArrayList<>();
  private boolean bySample;

  private OutsideCalls(Path file) {
    this.file = file;
  }

  /**
   * The calls in {@code file}.
   *
   * @throws MedleyException with exit code 66 if it is not there, 65 with the line's number if a
   *     line cannot be understood, 74 if it cannot be read
   */
  public static List<OutsideCall> read(Path file) {
    OutsideCalls calls = new OutsideCalls(file);
    List<String> lines = calls.lines();
    for (int i = 0; i < lines.size(); i++) {
      calls.take(i + 1, lines.get(i));
    }
    return calls.calls;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new MedleyException(
          ExitCode.INPUT_MISSING,
          "there is no file %s".formatted(file),
          "check the name, and start the command again",
          e);
    } catch (MalformedInputException e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the file %s is not text in UTF-8".formatted(file),
          "give outside calls as a plain table, parted by tabs",
          e);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the file %s cannot be read".formatted(file),
          "check that it may be read, and start the command again",
          e);
    }
  }

  private void take(int number, String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    List<String> columns = new ArrayList<>(Arrays.asList(line.split("\t", -1)));
    if (calls.isEmpty() && columns.get(0).strip().toLowerCase(Locale.ROOT).equals(SAMPLE)) {
      bySample = true;
      return;
    }
    String sample = bySample ? columns.remove(0) : null;
    while (columns.size() < COLUMNS) {
      columns.add("");
    }
    try {
      if (bySample && sample.isBlank()) {
        throw new RejectedLine("no-sample", "it names no sample");
      }
      calls.add(
          OutsideCall.of(sample, columns.get(0), columns.get(1), columns.get(2), columns.get(3)));
    } catch (RejectedLine e) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "%s, line %d is no outside call: %s".formatted(file, number, e.getMessage()),
          "write gene, diplotype, phenotype and activity score, parted by tabs, and leave empty"
              + " what is not known",
          e);
    }
  }
}
