package org.medley.jobs.pull.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Call;

/**
 * All files of an export, over the pages of its manifest.
 *
 * @param pages the pages in their order
 * @param files the files in the order of the pages
 */
record Manifest(List<ManifestPage> pages, List<RemoteFile> files) {

  /** The manifest of {@code pages}. */
  static Manifest of(List<ManifestPage> pages) {
    List<RemoteFile> files = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (ManifestPage page : pages) {
      for (RemoteFile.List list : RemoteFile.List.values()) {
        for (JsonNode entry : page.entries(list)) {
          files.add(file(page, list, entry, numbers));
        }
      }
    }
    return new Manifest(List.copyOf(pages), List.copyOf(files));
  }

  private static RemoteFile file(
      ManifestPage page, RemoteFile.List list, JsonNode entry, Map<String, Integer> numbers) {
    if (entry.path("url").asText("").isEmpty()) {
      throw ManifestPage.noManifest(page.uri(), "with a file without url", null);
    }
    String stem = list.key() + "/" + (list == RemoteFile.List.OUTPUT ? type(entry) + "-" : "");
    int number = numbers.merge(stem, 1, Integer::sum);
    return new RemoteFile(
        list,
        stem + number + ".ndjson",
        Addresses.resolve(page.uri(), entry.path("url").asText()),
        page.said().path("requiresAccessToken").asBoolean(false)
            ? Call.Access.TOKEN
            : Call.Access.OPEN,
        entry.path("count").isIntegralNumber()
            ? OptionalLong.of(entry.path("count").asLong())
            : OptionalLong.empty(),
        entry);
  }

  /** A file organised by something else than the type holds several; its name then says so. */
  private static String type(JsonNode entry) {
    String type = entry.path("type").asText("");
    return type.matches("[A-Z][A-Za-z]{1,63}") ? type : "Resource";
  }

  /** The earliest time of the pages as the server wrote it: what it saw of everything. */
  String transactionTime() {
    return earliest().transactionTime();
  }

  /** The same as an instant. */
  Instant transactionInstant() {
    return earliest().transactionInstant();
  }

  private ManifestPage earliest() {
    return pages.stream().min(Comparator.comparing(ManifestPage::transactionInstant)).orElseThrow();
  }

  /** Until when all links hold; empty where the server does not say. */
  Optional<Instant> expires() {
    return pages.stream().flatMap(page -> page.expires().stream()).min(Comparator.naturalOrder());
  }

  /**
   * This, read again with fresh links.
   *
   * @throws JobEnded if it is not the same export any more
   */
  Manifest refreshed(Manifest again) throws JobEnded {
    List<String> names = files.stream().map(RemoteFile::name).toList();
    List<String> now = again.files.stream().map(RemoteFile::name).toList();
    if (!again.transactionTime().equals(transactionTime())
        || now.size() < names.size()
        || !now.subList(0, names.size()).equals(names)) {
      throw new JobEnded(
          JobEnded.How.FORGOTTEN,
          new MedleyException(
              ExitCode.UNSUPPORTED,
              Addresses.shown(pages.get(0).uri()) + " changed the manifest of a finished export",
              "run again for a fresh export; ask the server's operator if it stays so"));
    }
    return again;
  }
}
