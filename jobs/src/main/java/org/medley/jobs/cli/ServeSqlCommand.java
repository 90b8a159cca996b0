package org.medley.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.sql.SqlDoor;
import org.medley.jobs.workbench.OpenLake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code medley serve sql}: the analysts' JDBC door. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Opens a JDBC door (Apache Calcite Avatica) to the releases of a lake on this machine, until",
      "the process is ended. A connection sees the release that is current when it is opened, and",
      "no other while it stays open; nothing can be changed. Tables of which rows are marked as",
      "removed are not served here: 'medley sql' answers on them."
    },
    footerHeading = "%nJDBC:%n",
    footer = {
      "  jdbc:avatica:remote:url=http://127.0.0.1:8765",
      "  with a token: ;authentication=BASIC;avatica_user=medley;avatica_password=TOKEN"
    })
final class ServeSqlCommand implements Callable<Integer> {
  @Mixin private Options options;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on. Default: 127.0.0.1. Others need a token.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8765",
      description = "Port to listen on; 0: any free one. Default: 8765.")
  private int port;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File whose first line is the token that clients must send.")
  private Path tokenFile;

  @Override
  public Integer call() throws InterruptedException {
    if (!LakeAccess.isLocal(options.lake())) {
      throw new MedleyException(
          ExitCode.UNSUPPORTED,
          "the SQL door serves lakes on a local file system only",
          "use 'medley sql', or read the tables with an engine of your own");
    }
    try (SqlDoor door =
        SqlDoor.open(
            LakeAccess.local(options.lake()),
            (Ledger ledger) -> OpenLake.release(ledger, Optional.empty()),
            Contracts.RELEASED,
            host,
            port,
            token())) {
      Streams.print(
          options,
          Rows.all(
              List.of(new Column("jdbc", "string")),
              List.of(List.of("jdbc:avatica:remote:url=" + door.address()))));
      new CountDownLatch(1).await();
    }
    return ExitCode.DONE.number();
  }

  private Optional<String> token() {
    if (tokenFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readAllLines(tokenFile).get(0).strip())
          .filter(token -> token.matches("[\\w.~+/=-]{16,}"))
          .or(
              () -> {
                throw new MedleyException(
                    ExitCode.USAGE,
                    "the token in " + tokenFile + " is too short or has other signs",
                    "write 16 or more letters, digits or . ~ + / = - _ on its first line");
              });
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new MedleyException(
          ExitCode.USAGE,
          "the token cannot be read from " + tokenFile,
          "write it on the first line of that file",
          e);
    }
  }
}
