package org.medley.jobs.control;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/** Names a process so that a later one on the same host can tell whether it still lives. */
public final class Owner {
  private Owner() {}

  /** This process: host, process id and start, parted by {@code /}. */
  public static String self() {
    return host() + "/" + ProcessHandle.current().pid() + "/" + start(ProcessHandle.current());
  }

  /**
   * Whether {@code owner} is known to be dead: it ran on this host, and no process with its id and
   * start time is there. An owner on another host is never known to be dead.
   */
  public static boolean isDead(String owner) {
    String[] parts = owner.split("/", -1);
    if (parts.length != 3 || !parts[0].equals(host())) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[1]));
    return process.filter(found -> start(found) == Long.parseLong(parts[2])).isEmpty();
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().replace('/', '_');
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
