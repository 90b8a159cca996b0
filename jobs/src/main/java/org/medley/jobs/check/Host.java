package org.medley.jobs.check;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** The machine that a night would run on. */
public interface Host {
  /** The feature release of Java, such as 17. */
  int javaVersion();

  /** The most that this process may use as heap, in bytes. */
  long heapBytes();

  /** The memory of the machine, or of the container, in bytes. */
  long memoryBytes();

  /** What may still be written to the volume of {@code folder}, in bytes. */
  long freeBytes(Path folder) throws IOException;

  /** What its clock says. */
  Instant instant();

  /** This machine. */
  static Host here(Clock clock) {
    return new Host() {
      @Override
      public int javaVersion() {
        return Runtime.version().feature();
      }

      @Override
      public long heapBytes() {
        return Runtime.getRuntime().maxMemory();
      }

      @Override
      public long memoryBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
            .getTotalMemorySize();
      }

      @Override
      public long freeBytes(Path folder) throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
      }

      @Override
      public Instant instant() {
        return clock.instant();
      }
    };
  }
}
