package org.medley.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The lines of a part of a file; closes it at the end or when the task ends. */
final class PartLines implements Iterator<TextLine> {
  private final SourceFile file;
  private final InputStream in;
  private final LineSplitter splitter;
  private TextLine next;

  PartLines(FilePart part, Configuration configuration) {
    file = part.file();
    try {
      in = part.stretch().open(configuration);
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close());
      splitter = new LineSplitter(part, in, LineReader.MAX_LINE_BYTES);
    } catch (IOException e) {
      throw LineReader.corrupt(file, e);
    }
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public TextLine next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    TextLine line = next;
    advance();
    return line;
  }

  private void advance() {
    try {
      next = splitter.next();
    } catch (IOException e) {
      throw LineReader.corrupt(file, e);
    }
    if (next == null) {
      close();
    }
  }

  private void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw LineReader.corrupt(file, e);
    }
  }
}
