package org.medley.jobs.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/** Small texts in one folder of a lake, without Spark. Each is replaced as a whole, by rename. */
public final class SmallFiles {
  private static final String UNFINISHED = ".unfinished";

  private final Path folder;
  private final Configuration hadoop;

  /** The files of {@code folder}, a directory URI; it is made when the first is written. */
  public SmallFiles(String folder, Configuration hadoop) {
    this.folder = new Path(folder);
    this.hadoop = hadoop;
  }

  /**
   * Replaces the file {@code name} by {@code text}.
   *
   * @throws IOException if it cannot be written; what was there stands
   */
  public void write(String name, String text) throws IOException {
    FileContext files = files();
    Path target = new Path(folder, name);
    Path unfinished = new Path(folder, "." + name + UNFINISHED);
    try (OutputStream out =
        files.create(
            unfinished,
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent(),
            Options.CreateOpts.checksumParam(Options.ChecksumOpt.createDisabled()))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    files.rename(unfinished, target, Options.Rename.OVERWRITE);
  }

  /**
   * The names of the files, sorted; none if there is no folder.
   *
   * @throws IOException if it cannot be listed
   */
  public List<String> names() throws IOException {
    try {
      List<String> names = new ArrayList<>();
      for (FileStatus file : files().util().listStatus(folder)) {
        names.add(file.getPath().getName());
      }
      names.removeIf(name -> name.startsWith("."));
      Collections.sort(names);
      return names;
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /**
   * The text of the file {@code name}; empty if it is not there, as when another process has just
   * removed it.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> read(String name) throws IOException {
    try (InputStream in = files().open(new Path(folder, name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes the file {@code name} if it is there.
   *
   * @throws IOException if that is not possible
   */
  public void remove(String name) throws IOException {
    try {
      files().delete(new Path(folder, name), false);
    } catch (FileNotFoundException e) {
      // Another process was quicker.
    }
  }

  private FileContext files() throws IOException {
    return FileContext.getFileContext(folder.toUri(), hadoop);
  }
}
