package org.medley.jobs.pull.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A body that fails where nothing arrives for too long. Java's client limits the wait for the head
 * of an answer only, so that a stalled download would hang for ever.
 */
final class IdleGuard extends FilterInputStream {
  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "medley-pull-idle");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration idle;
  private final ScheduledFuture<?> check;
  private volatile long waitingSince = Long.MAX_VALUE;
  private volatile boolean stalled;

  IdleGuard(InputStream body, Duration idle) {
    super(body);
    this.idle = idle;
    long period = Math.max(10, idle.toMillis() / 4);
    this.check = WATCH.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long since = waitingSince;
    if (since != Long.MAX_VALUE && System.nanoTime() - since > idle.toNanos()) {
      stalled = true;
      try {
        in.close();
      } catch (IOException e) {
        // The reader gets the reason that matters: that nothing arrived.
        stalled = true;
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    waitingSince = System.nanoTime();
    try {
      int read = in.read(bytes, offset, length);
      if (stalled) {
        throw new HttpTimeoutException("nothing arrived for " + idle.toMillis() + " ms");
      }
      return read;
    } catch (IOException e) {
      throw stalled
          ? new HttpTimeoutException("nothing arrived for " + idle.toMillis() + " ms")
          : e;
    } finally {
      waitingSince = Long.MAX_VALUE;
    }
  }

  @Override
  public void close() throws IOException {
    check.cancel(false);
    super.close();
  }
}
