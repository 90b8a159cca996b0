package org.medley.jobs.sql;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.remote.Driver.Serialization;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.server.HttpServer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.medley.features.contract.TableContract;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * A JDBC door to the releases of a lake on a local file system (Apache Calcite Avatica over HTTP,
 * JSON). Times are UTC, without a zone.
 */
public final class SqlDoor implements AutoCloseable {
  /** Name of the only user, whose password is the token. */
  public static final String USER = "medley";

  private static final String ROLE = "reader";

  private final HttpServer server;
  private final String address;

  private SqlDoor(HttpServer server, String address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Opens the door.
   *
   * @param host address to listen on; anything but loopback needs a token
   * @param port to listen on; 0: any free one
   * @throws MedleyException with exit code 64 if a token is needed, 71 if the port is taken
   */
  public static SqlDoor open(
      Path lake,
      LocalRelease.Choice choice,
      List<TableContract> contracts,
      String host,
      int port,
      Optional<String> token) {
    requireToken(host, token);
    try {
      ReleaseMeta meta =
          new ReleaseMeta(
              () ->
                  LocalRelease.open(lake, choice, contracts)
                      .orElseThrow(() -> new NotServed("there is no lake any more")));
      HttpServer.Builder<Server> builder =
          new HttpServer.Builder<Server>()
              .withPort(port)
              .withHandler(new LocalService(meta), Serialization.JSON)
              .withServerCustomizers(
                  List.of(
                      jetty -> {
                        ((ServerConnector) jetty.getConnectors()[0]).setHost(host);
                      }),
                  Server.class);
      if (token.isPresent()) {
        builder.withBasicAuthentication(realm(token.get()).toString(), new String[] {ROLE});
      }
      HttpServer server = builder.build();
      server.start();
      return new SqlDoor(server, "http://" + host + ":" + server.getPort());
    } catch (IOException | SQLException | RuntimeException e) {
      throw new MedleyException(
          ExitCode.RESOURCE,
          "the SQL door cannot be opened at %s:%d".formatted(host, port),
          "choose another port with --port, or end what listens there",
          e);
    }
  }

  private static void requireToken(String host, Optional<String> token) {
    try {
      if (token.isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
        throw new MedleyException(
            ExitCode.USAGE,
            "the SQL door would stand open to the network at " + host,
            "give it a token with --token-file, or let it listen on 127.0.0.1");
      }
    } catch (java.net.UnknownHostException e) {
      throw new MedleyException(ExitCode.USAGE, "there is no address " + host, "correct --host", e);
    }
  }

  /** Jetty reads who may enter from a file, which only this user can read. */
  private static Path realm(String token) throws IOException {
    Path file =
        Files.createTempFile(
            "medley-sql",
            ".properties",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    file.toFile().deleteOnExit();
    return Files.writeString(file, USER + ": " + token + "," + ROLE + "\n");
  }

  /** Where it listens, as a URL. */
  public String address() {
    return address;
  }

  @Override
  public void close() {
    server.stop();
  }
}
