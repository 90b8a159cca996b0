package org.medley.jobs.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.medley.jobs.contract.ControlRows;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;

/** What the control table of a lake on a local file system says of releases. */
final class LocalLedger {
  private static final Set<Entry.Kind> WANTED = Set.of(Entry.Kind.LEASE, Entry.Kind.RELEASE);

  private LocalLedger() {}

  /** The lease and the releases of the lake at {@code root}; empty if no night began there. */
  static Optional<Ledger> read(Connection duck, Path root) throws IOException, SQLException {
    Path table = root.resolve(ControlRows.TABLE.name().replace('.', '/'));
    Optional<LocalLog> log = LocalLog.read(duck, table, Optional.empty());
    if (log.isEmpty()) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry.Kind kind : WANTED) {
      List<String> files =
          log.get().files().stream()
              .filter(file -> kind.text().equals(file.partition().get(ControlRows.KIND)))
              .map(log.get()::path)
              .toList();
      if (!files.isEmpty()) {
        read(duck, kind, files.stream(), entries);
      }
    }
    return Optional.of(Ledger.of(entries));
  }

  private static void read(
      Connection duck, Entry.Kind kind, Stream<String> files, List<Entry> entries)
      throws SQLException {
    String query =
        String.format(
            Locale.ROOT,
            "SELECT %s, %s, %s, %s, %s, %s, %s::TIMESTAMPTZ, %s FROM %s",
            ControlRows.EPOCH,
            ControlRows.RUN_ID,
            ControlRows.NAME,
            DuckDb.name(ControlRows.KEY),
            ControlRows.STATE,
            ControlRows.AS_OF_DATE,
            ControlRows.RECORDED_TIME,
            ControlRows.DETAILS,
            DuckDb.parquet(files));
    DuckDb.each(
        duck,
        query,
        row ->
            entries.add(
                new Entry(
                    kind,
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    Optional.ofNullable(row.getObject(6, Date.class)).map(Date::toLocalDate),
                    row.getObject(7, OffsetDateTime.class).toInstant(),
                    row.getString(8))));
  }
}
