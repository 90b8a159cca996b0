package org.medley.jobs.lake;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/** Records of small Parquet files, read on the driver without Spark. */
public final class ParquetRecords {
  private ParquetRecords() {}

  /** Hands every record of {@code file} to {@code reader}, one after the other. */
  public static void each(Path file, Configuration hadoop, Consumer<Group> reader)
      throws IOException {
    try (ParquetReader<Group> records =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop).build()) {
      for (Group record = records.read(); record != null; record = records.read()) {
        reader.accept(record);
      }
    }
  }

  /** Whether {@code record} has a value at {@code field}. */
  public static boolean has(Group record, String field) {
    return record.getType().containsField(field) && record.getFieldRepetitionCount(field) > 0;
  }
}
