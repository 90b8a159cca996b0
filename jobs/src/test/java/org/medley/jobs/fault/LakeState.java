package org.medley.jobs.fault;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DecimalType;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.LedgerFiles;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.control.RunState.Phase;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.ReleaseTables;

/**
 * What a lake holds for its readers.
 *
 * @param folder the lake
 */
record LakeState(Path folder) {
  private static final DecimalType WIDE = new DecimalType(38, 0);

  /** The ledger, empty while there is none; read without Spark. */
  Ledger ledger() {
    try {
      return LedgerFiles.read(folder.toUri().toString().replaceAll("/$", ""), new Configuration())
          .orElse(Ledger.EMPTY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isRunning() {
    return RunState.last(ledger(), Instant.now())
        .filter(run -> run.phase() == Phase.RUNNING)
        .isPresent();
  }

  Optional<Release> current() {
    return ledger().current();
  }

  /** How often each step ended. */
  Map<String, Long> endsByStep() {
    return ledger().of(Entry.Kind.STEP).stream()
        .collect(Collectors.groupingBy(Entry::name, TreeMap::new, Collectors.counting()));
  }

  /**
   * Of every table of the current release that has rows, their number and a digest of them that is
   * free of their order.
   */
  Map<String, String> digests(SparkSession spark) {
    Release release = current().orElseThrow();
    ReleaseTables tables =
        new ReleaseTables(spark, new Lake(spark, folder.toString()), release, Contracts.RELEASED);
    Map<String, String> digests = new TreeMap<>();
    for (TableContract table : Contracts.RELEASED) {
      if (tables.rows(table.name()) > 0) {
        digests.put(table.name(), digest(tables.read(table.name()), table));
      }
    }
    return digests;
  }

  private static String digest(Dataset<Row> rows, TableContract table) {
    Column[] columns =
        Arrays.stream(table.schema().fieldNames()).map(Column::new).toArray(Column[]::new);
    Row row = rows.agg(count(lit(1)), sum(xxhash64(columns).cast(WIDE))).first();
    return row.getLong(0) + " rows, " + row.getDecimal(1);
  }
}
