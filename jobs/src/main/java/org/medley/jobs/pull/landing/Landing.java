package org.medley.jobs.pull.landing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.pull.http.Disk;

/**
 * The landing folder of one source. A reader sees only what is whole: names that begin with a dot
 * are unfinished, or Medley's own notes. What is unfinished lies in {@link #work}: in the folder
 * itself where the lake is local, else in a temporary folder of this machine that only its user can
 * read, since an object store cannot append.
 */
public final class Landing {
  private static final String FOLDER = "landing";

  private final String source;
  private final Path root;
  private final Configuration hadoop;
  private final java.nio.file.Path work;
  private final boolean local;

  private Landing(
      String source, Path root, Configuration hadoop, java.nio.file.Path work, boolean local) {
    this.source = source;
    this.root = root;
    this.hadoop = hadoop;
    this.work = work;
    this.local = local;
  }

  /** The landing folder of {@code source} in the lake that the user calls {@code lake}. */
  public static Landing of(String lake, String source, Configuration hadoop) {
    String root = path(LakeAccess.root(lake), source);
    boolean local = LakeAccess.isLocal(lake);
    java.nio.file.Path work =
        local
            ? LakeAccess.local(lake).resolve(FOLDER).resolve(source)
            : java.nio.file.Path.of(
                System.getProperty("java.io.tmpdir"),
                "medley-" + System.getProperty("user.name"),
                DigestUtils.sha256Hex(root));
    return new Landing(source, new Path(root), hadoop, work, local);
  }

  /** Where the landing folder of {@code source} is, below the root of a lake. */
  public static String path(String lakeRoot, String source) {
    return lakeRoot + "/" + FOLDER + "/" + source;
  }

  /** The source's name. */
  public String source() {
    return source;
  }

  /** The local folder for what is unfinished, created if it is not there. */
  public java.nio.file.Path work() {
    try {
      if (!local) {
        Folders.createPrivate(work.getParent());
      }
      return Files.createDirectories(work);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** The names of the whole extracts, in their order. */
  public List<String> extracts() {
    try {
      List<String> names = new ArrayList<>();
      for (FileStatus status : files().listStatus(root)) {
        String name = status.getPath().getName();
        if (status.isDirectory() && !name.startsWith(".")) {
          names.add(name);
        }
      }
      Collections.sort(names);
      return names;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  /** The text of a file of an extract; empty where there is none. */
  public Optional<String> text(String extract, String file) {
    try (InputStream in = files().open(new Path(new Path(root, extract), file))) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  /** Whether something of that name has landed. */
  public boolean has(String name) {
    try {
      return files().exists(new Path(root, name));
    } catch (IOException e) {
      throw cannotRead(e);
    }
  }

  /**
   * Lets what lies at {@code finished}, in {@link #work}, appear under {@code name}, whole and at
   * once. A file replaces one of the same name; a folder must not be there.
   */
  public void publish(java.nio.file.Path finished, String name) {
    try {
      if (local) {
        Files.move(
            finished,
            work.resolve(name),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
        return;
      }
      Path hidden = new Path(root, ".partial-upload-" + name);
      Path target = new Path(root, name);
      files().mkdirs(root);
      files().delete(hidden, true);
      files().copyFromLocalFile(false, true, new Path(finished.toUri()), hidden);
      if (files().exists(target) && files().getFileStatus(target).isFile()) {
        files().delete(target, false);
      }
      if (!files().rename(hidden, target)) {
        throw new IOException("the file system does not rename");
      }
      Folders.delete(finished);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** Takes the file {@code name} away from the readers. */
  public void withdraw(String name) {
    try {
      files().delete(new Path(root, name), false);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** The problem that the landing folder cannot be written. */
  public MedleyException cannotWrite(IOException e) {
    return Disk.cannotWrite(
        e,
        "the landing folder of source '" + source + "'",
        "make room, or mend the permissions of " + root);
  }

  private MedleyException cannotRead(IOException e) {
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        "the landing folder of source '" + source + "' cannot be read",
        "check " + root,
        e);
  }

  private FileSystem files() throws IOException {
    return root.getFileSystem(hadoop);
  }
}
