package org.medley.jobs.pull.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Downloads one address into one file, byte by byte as it was sent (a gzip coding is kept). What
 * broke off is fetched from there on ({@code Range} with {@code If-Range}, RFC 9110 sections 13 and
 * 14) where the server gave a validator; else it is fetched anew, since two halves of different
 * content would be worse. It goes on in the same way after a kill, from what {@link Validator}
 * wrote beside the file.
 */
public final class Transfer {
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int NOT_SATISFIABLE = 416;
  private static final int BUFFER = 1 << 16;

  private final Client client;

  /** Downloads by {@code client}. */
  public Transfer(Client client) {
    this.client = client;
  }

  /**
   * Fetches {@code call} into {@code file} and forces it to the disk.
   *
   * @param encoding what to accept: {@code gzip} or {@code identity}
   * @param progress learns the size of the file as it grows
   * @param head sees each answer that holds content, before the content is read
   * @return empty once the file is whole; else the answer that was neither success nor passing,
   *     such as 304 or 410, to be judged and closed by the caller
   * @throws MedleyException with exit code 66 if the server is lost, 74 if it breaks off again and
   *     again without getting further, 69 if it sends another coding
   */
  public Optional<Response> fetch(
      Call call, Path file, String encoding, LongConsumer progress, Consumer<Response> head) {
    int stuck = 0;
    try {
      while (true) {
        Validator validator = Validator.beside(file);
        long have = validator.resumable() && Files.exists(file) ? Files.size(file) : 0;
        Call ask = call.with("Accept-Encoding", encoding);
        if (have > 0) {
          ask = ask.with("Range", "bytes=" + have + "-").with("If-Range", validator.value());
        }
        Response response = client.open(ask);
        if (response.status() == NOT_SATISFIABLE && have > 0) {
          response.close();
          if (ContentRange.total(response).orElse(-1L) == have) {
            return finished(file);
          }
          Validator.forget(file);
          continue;
        }
        if (response.status() != OK && response.status() != PARTIAL) {
          return Optional.of(response);
        }
        head.accept(response);
        if (received(response, file, have, validator, progress)) {
          return finished(file);
        }
        stuck = Files.exists(file) && Files.size(file) > have && have > 0 ? 0 : stuck + 1;
        if (stuck == client.limits().attempts()) {
          throw brokenOff(call);
        }
        client.waiting().sleep(client.backoff().after(stuck + 1));
      }
    } catch (IOException e) {
      throw Disk.cannotWrite(
          e, "a download", "make room, or mend the permissions of the landing folder");
    }
  }

  /** Whether the file is whole after {@code response}. */
  private static boolean received(
      Response response, Path file, long have, Validator before, LongConsumer progress)
      throws IOException {
    try (response) {
      Validator now = Validator.of(response);
      boolean appends = response.status() == PARTIAL;
      if (appends && (ContentRange.start(response) != have || !before.continuedBy(now))) {
        Validator.forget(file);
        return false;
      }
      Optional<Long> total =
          appends
              ? ContentRange.total(response)
              : response.headers().firstValueAsLong("Content-Length").stream().boxed().findFirst();
      if (!appends) {
        now.write(file);
      }
      long size = copy(response.body(), file, appends ? have : 0, progress);
      return size >= 0 && total.map(expected -> expected == size).orElse(true);
    }
  }

  /** The size of the file now; negative if the body broke off. */
  private static long copy(InputStream body, Path file, long from, LongConsumer progress)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = from;
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      out.truncate(from);
      out.position(from);
      while (true) {
        int read;
        try {
          read = body.read(buffer);
        } catch (IOException e) {
          // The connection was lost, not the disk: what has arrived stays.
          out.force(true);
          return -1;
        }
        if (read < 0) {
          out.force(true);
          return size;
        }
        for (ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read); bytes.hasRemaining(); ) {
          size += out.write(bytes);
        }
        progress.accept(size);
      }
    }
  }

  private static Optional<Response> finished(Path file) throws IOException {
    Validator.forgetBut(file);
    return Optional.empty();
  }

  private static MedleyException brokenOff(Call call) {
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        "the download of " + Addresses.shown(call.uri()) + " breaks off again and again",
        "run again: the pull goes on where it stopped; if it stays so, ask the server's operator");
  }
}
