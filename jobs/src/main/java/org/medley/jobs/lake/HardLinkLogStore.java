package org.medley.jobs.lake;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delta's log on a local file system, safe between processes and against power loss. Delta's own
 * {@code LocalLogStore} asks whether the version exists and then renames over it, guarded only
 * inside one JVM, so that two processes can both be told that they committed the same version.
 *
 * <p>Decision: a version is written to a temporary file, synced, and published by a hard link,
 * which the operating system refuses if the name exists; then the directory is synced. A crash
 * before the link leaves a file whose name starts with a dot, which no listing of versions sees.
 * Rejected: a lock file, which a killed process leaves behind.
 *
 * <p>Used where {@code spark.delta.logStore.file.impl} names it; whether a lake's file system can
 * do all this is asked by {@link LakeProbe}.
 */
public final class HardLinkLogStore extends HadoopFileSystemLogStore {
  private static final Logger LOG = LoggerFactory.getLogger(HardLinkLogStore.class);

  /** As Delta makes it, by reflection. */
  public HardLinkLogStore(Configuration hadoopConf) {
    super(hadoopConf);
  }

  /**
   * Writes {@code actions}, one a line, so that {@code path} is either absent or complete.
   *
   * @throws FileAlreadyExistsException if {@code path} exists and {@code overwrite} is false; the
   *     caller's commit did not happen
   * @throws FileNotFoundException if the log directory does not exist
   * @throws IOException if the commit may or may not have happened
   */
  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration hadoopConf)
      throws IOException {
    Failpoint.reach("log-before-write");
    Path target = local(path);
    Path directory = target.getParent();
    if (!Files.isDirectory(directory)) {
      throw new FileNotFoundException("No such directory: " + directory);
    }
    if (!overwrite && Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path temporary = directory.resolve(".%s.%s.tmp".formatted(name(target), UUID.randomUUID()));
    try {
      writeSynced(temporary, actions);
      if (overwrite) {
        replace(temporary, target);
      } else {
        publish(temporary, target);
      }
      sync(directory);
    } finally {
      discard(temporary);
    }
  }

  /**
   * True, although this store's own files are never seen in part: Delta asks in order to decide
   * whether a checkpoint, which the Parquet writer makes, must be renamed into place.
   */
  @Override
  public Boolean isPartialWriteVisible(org.apache.hadoop.fs.Path path, Configuration hadoopConf) {
    return true;
  }

  private static void writeSynced(Path file, Iterator<String> lines) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
      while (lines.hasNext()) {
        out.write(lines.next().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
      }
      out.flush();
      channel.force(true);
    }
  }

  /** Gives {@code temporary} the name {@code target}, or fails if that name is taken. */
  static void publish(Path temporary, Path target) throws IOException {
    Failpoint.reach("log-before-link");
    try {
      Files.createLink(target, temporary);
    } catch (IOException e) {
      if (!isOurs(temporary, target, e)) {
        throw e;
      }
    }
    Failpoint.reach("log-after-link");
  }

  /**
   * Whether {@code target} is the very file that was to be linked. A network file system may carry
   * out a link, lose the answer and report an error, even that the name exists: to the repeated
   * request it does.
   */
  private static boolean isOurs(Path temporary, Path target, IOException reported) {
    try {
      return Files.exists(target) && Files.isSameFile(temporary, target);
    } catch (IOException e) {
      reported.addSuppressed(e);
      return false;
    }
  }

  private static void replace(Path temporary, Path target) throws IOException {
    // Hadoop's checksum of a file that another store wrote would condemn the new content.
    Files.deleteIfExists(target.resolveSibling(".%s.crc".formatted(name(target))));
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Makes the names in {@code directory}, or the content of a file, survive a power loss. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes the temporary name; that this fails must not turn a commit into an error. */
  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      LOG.warn("A temporary file of the Delta log stays behind: {}", temporary, e);
    }
  }

  private static Path local(org.apache.hadoop.fs.Path path) {
    return Path.of(path.toUri().getPath()).toAbsolutePath();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
