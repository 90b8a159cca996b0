package org.medley.jobs.pull.http;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Problems with the local disk. */
public final class Disk {
  private Disk() {}

  /**
   * What to throw where something cannot be written: with exit code 73, or 130 if the thread was
   * interrupted while it wrote.
   *
   * @param what what cannot be written
   * @param remedy what the user can do
   */
  public static MedleyException cannotWrite(IOException e, String what, String remedy) {
    return e instanceof ClosedByInterruptException
        ? Waiting.interrupted(e)
        : new MedleyException(
            ExitCode.CANNOT_WRITE,
            what + " cannot be written (" + e.getClass().getSimpleName() + ")",
            remedy,
            e);
  }
}
