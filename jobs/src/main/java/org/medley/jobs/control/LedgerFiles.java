package org.medley.jobs.control;

import static org.medley.jobs.lake.ParquetRecords.has;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.medley.jobs.contract.ControlRows;
import org.medley.jobs.lake.ParquetRecords;
import org.medley.jobs.lake.TableLog;

/**
 * The control table read from its files, without Spark: who waits for a night, or looks at a site,
 * needs an answer within seconds and no cluster.
 */
public final class LedgerFiles {
  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private LedgerFiles() {}

  /**
   * The ledger of the lake at {@code root}; empty if no night ever began there.
   *
   * @throws IOException if its files cannot be read
   */
  public static Optional<Ledger> read(String root, Configuration hadoop) throws IOException {
    String table = root + "/" + ControlRows.TABLE.name().replace('.', '/');
    Optional<TableLog> log = TableLog.read(table, hadoop);
    if (log.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Ledger.of(entries(table, log.get(), hadoop, kind -> true)));
  }

  /**
   * The head row alone, which costs one small file however long the ledger is; empty where there is
   * none.
   *
   * @throws IOException if its files cannot be read
   */
  static Optional<Entry> head(String table, Configuration hadoop) throws IOException {
    Optional<TableLog> log = TableLog.read(table, hadoop);
    return log.isEmpty()
        ? Optional.empty()
        : entries(table, log.get(), hadoop, Entry.Kind.LEASE::equals).stream().findFirst();
  }

  private static List<Entry> entries(
      String table, TableLog log, Configuration hadoop, Predicate<Entry.Kind> wanted)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (TableLog.DataFile file : log.files()) {
      Entry.Kind kind =
          Entry.Kind.valueOf(file.partition().get(ControlRows.KIND).toUpperCase(Locale.ROOT));
      if (wanted.test(kind)) {
        Path path = new Path(new Path(table), URI.create(file.path()).getPath());
        ParquetRecords.each(path, hadoop, row -> entries.add(entry(kind, row)));
      }
    }
    return entries;
  }

  private static Entry entry(Entry.Kind kind, Group row) {
    return new Entry(
        kind,
        row.getLong(ControlRows.EPOCH, 0),
        row.getString(ControlRows.RUN_ID, 0),
        row.getString(ControlRows.NAME, 0),
        row.getString(ControlRows.KEY, 0),
        row.getString(ControlRows.STATE, 0),
        has(row, ControlRows.AS_OF_DATE)
            ? Optional.of(LocalDate.ofEpochDay(row.getInteger(ControlRows.AS_OF_DATE, 0)))
            : Optional.empty(),
        instant(row, ControlRows.RECORDED_TIME),
        row.getString(ControlRows.DETAILS, 0));
  }

  /** Microseconds since the epoch or, as Spark writes where nobody tells it otherwise, INT96. */
  private static Instant instant(Group row, String field) {
    if (row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()
        == PrimitiveTypeName.INT96) {
      ByteBuffer bytes = row.getInt96(field, 0).toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong();
      return Instant.EPOCH
          .plus(bytes.getInt() - JULIAN_DAY_OF_EPOCH, ChronoUnit.DAYS)
          .plusNanos(nanos);
    }
    return Instant.EPOCH.plus(row.getLong(field, 0), ChronoUnit.MICROS);
  }
}
