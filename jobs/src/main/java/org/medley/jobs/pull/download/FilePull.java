package org.medley.jobs.pull.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Call;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.http.Response;
import org.medley.jobs.pull.http.Transfer;
import org.medley.jobs.pull.landing.Landing;
import org.medley.jobs.pull.landing.NoteFile;
import org.medley.jobs.text.Numbers;

/**
 * Downloads the files of a source into its landing folder, each under the last part of its address.
 * A file appears or is replaced at once, when it is whole; one that the server says is unchanged is
 * not fetched. A file that is not listed any more is taken away.
 */
public final class FilePull {
  private static final int NOT_MODIFIED = 304;
  private static final int MOST_OF_A_LIST = 1 << 24;
  private static final String ANY = "*/*";

  private final DownloadSettings settings;
  private final Client client;
  private final Landing landing;
  private final NoteFile<Ledger> note;
  private final Consumer<String> progress;

  /** A pull that tells {@code progress} in words what is under way. */
  public FilePull(
      DownloadSettings settings, Client client, Landing landing, Consumer<String> progress) {
    this.settings = settings;
    this.client = client;
    this.landing = landing;
    this.note = new NoteFile<>(landing, ".downloads.json", Ledger.class);
    this.progress = progress;
  }

  /**
   * Downloads what has changed, and tells of every file, in the order of the list.
   *
   * @throws MedleyException with exit code 66 if a file is not there, 74 if it breaks off, 77 if it
   *     is forbidden, 78 if two addresses end in the same name
   */
  public List<Downloaded> run() {
    Map<String, URI> wanted = wanted();
    Ledger before = note.read().orElse(Ledger.EMPTY);
    List<Downloaded> done = new ArrayList<>();
    for (Map.Entry<String, URI> file : wanted.entrySet()) {
      String position = "file " + (done.size() + 1) + " of " + wanted.size();
      done.add(fetch(file.getKey(), file.getValue(), position));
    }
    for (String name : before.files().keySet()) {
      if (!wanted.containsKey(name)) {
        landing.withdraw(name);
        forget(name);
      }
    }
    return done;
  }

  private Downloaded fetch(String name, URI address, String position) {
    Optional<Ledger.Entry> known =
        Optional.ofNullable(note.read().orElse(Ledger.EMPTY).files().get(name))
            .filter(entry -> entry.address().equals(Addresses.shown(address)))
            .filter(entry -> landing.has(name));
    Path part = landing.work().resolve("." + name + ".part");
    Call call = Call.get(address, ANY, Call.Access.OPEN);
    if (known.isPresent() && !Files.exists(part)) {
      call = conditional(call, known.get());
    }
    AtomicReference<Ledger.Entry> head = new AtomicReference<>();
    Optional<Response> other =
        new Transfer(client)
            .fetch(
                call,
                part,
                "identity",
                bytes -> progress.accept(position + ", " + Numbers.count(bytes) + " bytes"),
                answer ->
                    head.set(
                        new Ledger.Entry(
                            Addresses.shown(address),
                            answer.header("ETag").orElse(""),
                            answer.header("Last-Modified").orElse(""),
                            0,
                            "")));
    if (other.isPresent()) {
      int status = other.get().status();
      other.get().close();
      if (status == NOT_MODIFIED && known.isPresent()) {
        return new Downloaded(name, known.get().bytes(), Downloaded.State.UNCHANGED);
      }
      throw refused(address, status);
    }
    return land(name, part, address, Optional.ofNullable(head.get()));
  }

  private static Call conditional(Call call, Ledger.Entry known) {
    if (!known.tag().isEmpty()) {
      return call.with("If-None-Match", known.tag());
    }
    return known.modified().isEmpty() ? call : call.with("If-Modified-Since", known.modified());
  }

  private Downloaded land(String name, Path part, URI address, Optional<Ledger.Entry> head) {
    try (InputStream in = Files.newInputStream(part)) {
      String digest = DigestUtils.sha256Hex(in);
      long bytes = Files.size(part);
      landing.publish(part, name);
      Map<String, Ledger.Entry> files = new TreeMap<>(note.read().orElse(Ledger.EMPTY).files());
      files.put(
          name,
          new Ledger.Entry(
              Addresses.shown(address),
              head.map(Ledger.Entry::tag).orElse(""),
              head.map(Ledger.Entry::modified).orElse(""),
              bytes,
              digest));
      note.write(new Ledger(files));
      return new Downloaded(name, bytes, Downloaded.State.FETCHED);
    } catch (IOException e) {
      throw landing.cannotWrite(e);
    }
  }

  private void forget(String name) {
    Map<String, Ledger.Entry> files = new TreeMap<>(note.read().orElse(Ledger.EMPTY).files());
    files.remove(name);
    note.write(new Ledger(files));
  }

  private Map<String, URI> wanted() {
    List<URI> addresses = new ArrayList<>(settings.files());
    settings.list().ifPresent(list -> addresses.addAll(listed(list)));
    Map<String, URI> wanted = new LinkedHashMap<>();
    for (URI address : addresses) {
      String path = address.getPath();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (!name.matches("[A-Za-z0-9][A-Za-z0-9._ -]*") || wanted.put(name, address) != null) {
        throw new MedleyException(
            ExitCode.CONFIGURATION,
            "source '%s': %s does not end in a file name of its own"
                .formatted(landing.source(), Addresses.shown(address)),
            "give each file another plain name, or download it as another source");
      }
    }
    return wanted;
  }

  private List<URI> listed(URI list) {
    try (Response response = client.open(Call.get(list, "text/plain", Call.Access.OPEN))) {
      if (!response.ok()) {
        throw refused(list, response.status());
      }
      return response
          .text(MOST_OF_A_LIST)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> Addresses.resolve(list, line))
          .toList();
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the list at " + Addresses.shown(list) + " breaks off",
          "run the command again",
          e);
    }
  }

  private static MedleyException refused(URI address, int status) {
    boolean forbidden = status == 401 || status == 403;
    boolean missing = status == 404 || status == 410;
    return new MedleyException(
        forbidden ? ExitCode.PERMISSION : missing ? ExitCode.INPUT_MISSING : ExitCode.INPUT_OUTPUT,
        Addresses.shown(address) + " answers with status " + status,
        "check the address in site.yaml, or ask the server's operator");
  }
}
