package org.medley.jobs.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Small texts in one folder of a lake, without Spark. Each is replaced as a whole, by rename. On
 * this machine's disk Java does it, since Hadoop would leave a checksum file beside each.
 */
public final class SmallFiles {
  private static final String UNFINISHED = ".unfinished";

  private final String folder;
  private final Configuration hadoop;

  /** The files of {@code folder}, a directory URI; it is made when the first is written. */
  public SmallFiles(String folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /**
   * Replaces the file {@code name} by {@code text}.
   *
   * @throws IOException if it cannot be written; what was there stands
   */
  public void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String unfinished = "." + name + UNFINISHED;
    if (LakeAccess.isLocal(folder)) {
      java.nio.file.Path local = LakeAccess.local(folder);
      Files.createDirectories(local);
      Files.write(local.resolve(unfinished), bytes);
      Files.move(local.resolve(unfinished), local.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    FileContext files = files();
    try (OutputStream out =
        files.create(
            remote(unfinished),
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent())) {
      out.write(bytes);
    }
    files.rename(remote(unfinished), remote(name), Options.Rename.OVERWRITE);
  }

  /**
   * The names of the files, sorted; none if there is no folder.
   *
   * @throws IOException if it cannot be listed
   */
  public List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    if (LakeAccess.isLocal(folder)) {
      try (Stream<java.nio.file.Path> found = Files.list(LakeAccess.local(folder))) {
        found.forEach(file -> names.add(file.getFileName().toString()));
      } catch (NoSuchFileException e) {
        return List.of();
      }
    } else {
      try {
        for (FileStatus file : files().util().listStatus(new Path(folder))) {
          names.add(file.getPath().getName());
        }
      } catch (FileNotFoundException e) {
        return List.of();
      }
    }
    names.removeIf(name -> name.startsWith("."));
    Collections.sort(names);
    return names;
  }

  /**
   * The text of the file {@code name}; empty if it is not there, as when another process has just
   * removed it.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<String> read(String name) throws IOException {
    try (InputStream in =
        LakeAccess.isLocal(folder)
            ? Files.newInputStream(LakeAccess.local(folder).resolve(name))
            : files().open(remote(name))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Removes the file {@code name} if it is there.
   *
   * @throws IOException if that is not possible
   */
  public void remove(String name) throws IOException {
    if (LakeAccess.isLocal(folder)) {
      Files.deleteIfExists(LakeAccess.local(folder).resolve(name));
    } else {
      removeRemote(name);
    }
  }

  private void removeRemote(String name) throws IOException {
    try {
      files().delete(remote(name), false);
    } catch (FileNotFoundException e) {
      // Another process was quicker.
    }
  }

  /**
   * Removes the first files by name, so that {@code most} are left.
   *
   * @return the names of those that were removed
   * @throws IOException if that is not possible
   */
  public List<String> keepLast(int most) throws IOException {
    List<String> names = names();
    List<String> removed = names.subList(0, Math.max(0, names.size() - most));
    for (String name : removed) {
      remove(name);
    }
    return List.copyOf(removed);
  }

  private Path remote(String name) {
    return new Path(folder, name);
  }

  private FileContext files() throws IOException {
    return FileContext.getFileContext(new Path(folder).toUri(), hadoop);
  }
}
