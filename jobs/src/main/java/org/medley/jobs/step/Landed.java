package org.medley.jobs.step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.night.Digests;
import org.medley.jobs.source.SourceFile;

/**
 * What the loads of a source have read: the digests of files, and a mark for each time that its
 * quarantine was tried again. It lies beside the tables, named by its own digest.
 *
 * @param marks digests and marks
 * @param replays whether the load to come tries the quarantine again
 */
public record Landed(Set<String> marks, boolean replays) {
  /** Nothing yet. */
  public static final Landed NOTHING = new Landed(Set.of(), false);

  /** The note of an end that says where the list is. */
  static final String NOTE = "landed";

  private static final String REPLAY = "replay:";

  /** What the loads up to {@code last} have read. */
  public static Landed after(Optional<StepEnd> last, Lake lake) {
    return last.map(end -> end.notes().get(NOTE))
        .map(lake::readText)
        .map(text -> new Landed(new TreeSet<>(text.lines().toList()), false))
        .orElse(NOTHING);
  }

  /** With one more trial of the quarantine. */
  public Landed replaying() {
    Set<String> more = new TreeSet<>(marks);
    more.add(REPLAY + marks.stream().filter(mark -> mark.startsWith(REPLAY)).count());
    return new Landed(more, true);
  }

  /** With {@code files}. */
  Landed with(List<SourceFile> files) {
    Set<String> more = new TreeSet<>(marks);
    files.forEach(file -> more.add(file.digest()));
    return new Landed(more, replays);
  }

  /** The first of {@code files} of each content that was not read yet. */
  List<SourceFile> unknown(List<SourceFile> files) {
    Set<String> known = new HashSet<>(marks);
    List<SourceFile> unknown = new ArrayList<>();
    for (SourceFile file : files) {
      if (known.add(file.digest())) {
        unknown.add(file);
      }
    }
    return unknown;
  }

  /** The digest of all. */
  String digest() {
    return Digests.of(text());
  }

  /** Writes the list and returns its place in {@code lake}. */
  String keep(Lake lake, String source) {
    String path = "ops/landed/" + source + "/" + digest() + ".txt";
    lake.writeText(path, text());
    return path;
  }

  private String text() {
    return String.join("\n", new TreeSet<>(marks));
  }
}
