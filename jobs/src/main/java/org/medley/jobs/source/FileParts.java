package org.medley.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Cuts large plain files into parts that tasks read at the same time. Lines keep their numbers: a
 * job counts the line ends of each part first, which costs a fraction of reading them. Packed files
 * stay whole.
 *
 * @param partBytes size of a part; files of less than two are not cut
 */
record FileParts(long partBytes) {
  private static final int CHUNK = 1 << 18;

  /** The parts of all {@code files}, the largest first, so that all cores stay busy to the end. */
  List<FilePart> of(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> configuration,
      List<SourceFile> files) {
    List<FilePart> parts = new ArrayList<>();
    List<FilePart> cut = new ArrayList<>();
    for (SourceFile file : files) {
      if (file.bytes() < 2 * partBytes
          || LineReader.isPacked(configuration.value().value(), file)) {
        parts.add(FilePart.whole(file));
      } else {
        for (long from = 0; from < file.bytes(); from += partBytes) {
          cut.add(new FilePart(file, from, Math.min(from + partBytes, file.bytes()), 0));
        }
      }
    }
    if (!cut.isEmpty()) {
      parts.addAll(numbered(cut, counts(context, configuration, cut)));
    }
    parts.sort(Comparator.comparingLong(FilePart::bytes).reversed());
    return parts;
  }

  /** The line ends between the byte before each part and the last byte of the part. */
  private static List<Long> counts(
      JavaSparkContext context,
      Broadcast<SerializableConfiguration> configuration,
      List<FilePart> parts) {
    return context
        .parallelize(parts, parts.size())
        .map(part -> lineEnds(part, configuration.value().value()))
        .collect();
  }

  private static long lineEnds(FilePart part, Configuration configuration) throws IOException {
    long from = Math.max(part.from() - 1, 0);
    long left = part.to() - 1 - from;
    byte[] chunk = new byte[CHUNK];
    long count = 0;
    try (InputStream in = FileOpener.open(part.file(), from, configuration)) {
      while (left > 0) {
        int read = in.read(chunk, 0, (int) Math.min(CHUNK, left));
        if (read < 0) {
          break;
        }
        count += ByteScan.lineFeeds(chunk, read);
        left -= read;
      }
    }
    return count;
  }

  /** In a later part of a file, the line end at or behind its start is skipped, and counts. */
  private static List<FilePart> numbered(List<FilePart> parts, List<Long> lineEnds) {
    List<FilePart> numbered = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < parts.size(); i++) {
      FilePart part = parts.get(i);
      before = part.from() == 0 ? 0 : before;
      long first = part.from() == 0 ? 1 : before + 2;
      numbered.add(new FilePart(part.file(), part.from(), part.to(), first));
      before += lineEnds.get(i);
    }
    return numbered;
  }
}
