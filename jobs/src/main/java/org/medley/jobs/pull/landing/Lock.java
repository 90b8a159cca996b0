package org.medley.jobs.pull.landing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Keeps two pulls of one source from running side by side; ends with the process. */
public final class Lock implements AutoCloseable {
  private final FileChannel channel;

  private Lock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * The lock of {@code landing}.
   *
   * @throws MedleyException with exit code 75 if another pull holds it
   */
  public static Lock of(Landing landing) {
    try {
      FileChannel channel =
          FileChannel.open(
              landing.work().resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (held(channel)) {
        return new Lock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
    throw new MedleyException(
        ExitCode.LEASE_HELD,
        "another pull of source '" + landing.source() + "' is under way",
        "wait until it has ended, and run again");
  }

  private static boolean held(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // The other pull runs in this very process.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
