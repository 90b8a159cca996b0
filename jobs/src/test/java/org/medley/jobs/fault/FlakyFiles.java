package org.medley.jobs.fault;

import java.io.IOException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.medley.jobs.lake.LocalFiles;

/**
 * Files of a disk that fails the first attempt of every third task which opens one, as Hadoop makes
 * it where {@code spark.hadoop.fs.file.impl} names it.
 */
public final class FlakyFiles extends FilterFileSystem {
  private static final int EVERY = 3;

  /** As Hadoop makes it, by reflection. */
  public FlakyFiles() {
    super(new LocalFiles());
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    TaskContext task = TaskContext.get();
    if (task != null && task.attemptNumber() == 0 && task.taskAttemptId() % EVERY == 0) {
      throw new IOException("the disk of this test failed");
    }
    return super.open(path, bufferSize);
  }
}
