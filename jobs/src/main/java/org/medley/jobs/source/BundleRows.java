package org.medley.jobs.source;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.CollectionAccumulator;

/**
 * The rows of the lines of some parts, one part after the other, and notes of the parts that were
 * read and of those with lines that were passed over.
 */
final class BundleRows implements Iterator<InternalRow> {
  private final Iterator<FilePart> parts;
  private final Configuration hadoop;
  private final FileLines.Mapper mapper;
  private final CollectionAccumulator<FilePart> read;
  private final CollectionAccumulator<FilePart> passedOver;
  private FilePart part;
  private PartLines lines;
  private boolean noted;
  private InternalRow next;

  BundleRows(
      List<FilePart> bundle,
      Configuration hadoop,
      FileLines.Mapper mapper,
      CollectionAccumulator<FilePart> read,
      CollectionAccumulator<FilePart> passedOver) {
    this.parts = bundle.iterator();
    this.hadoop = hadoop;
    this.mapper = mapper;
    this.read = read;
    this.passedOver = passedOver;
  }

  @Override
  public boolean hasNext() {
    while (next == null && ((lines != null && lines.hasNext()) || parts.hasNext())) {
      if (lines == null || !lines.hasNext()) {
        part = parts.next();
        lines = new PartLines(part, hadoop);
        noted = false;
        read.add(part);
      } else {
        next = mapper.apply(lines.next());
        if (next == null && !noted) {
          passedOver.add(part);
          noted = true;
        }
      }
    }
    return next != null;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    InternalRow row = next;
    next = null;
    return row;
  }
}
