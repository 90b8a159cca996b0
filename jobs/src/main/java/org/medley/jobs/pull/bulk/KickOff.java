package org.medley.jobs.pull.bulk;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pull.http.Addresses;
import org.medley.jobs.pull.http.Call;
import org.medley.jobs.pull.http.Client;
import org.medley.jobs.pull.http.OperationOutcomes;
import org.medley.jobs.pull.http.Response;

/**
 * Starts exports: by POST, and by GET where a server knows no POST. A kick-off whose answer is lost
 * is sent again; the server may then make an export that nobody fetches.
 */
final class KickOff {
  private static final String FHIR = "application/fhir+json";
  private static final int ACCEPTED = 202;
  private static final Set<Integer> TRY_GET = Set.of(400, 404, 405, 406, 415, 422, 501);
  private static final Set<Integer> NOT_OFFERED = Set.of(404, 405, 501);
  private static final Set<Integer> FORBIDDEN = Set.of(401, 403);
  private static final int MOST_BYTES = 1 << 20;

  private final Client client;

  KickOff(Client client) {
    this.client = client;
  }

  /**
   * Where the export that {@code request} asks for reports its status; empty if the server cannot
   * be asked for chosen patients.
   *
   * @throws MedleyException with exit code 69 if it offers no export, 77 if it forbids this one, 78
   *     if it finds it wrong, 66 if it is busy
   */
  Optional<URI> begin(ExportRequest request) {
    Map<String, String> headers =
        Map.of("Accept", FHIR, "Prefer", "respond-async", "Content-Type", FHIR);
    Call post =
        Call.post(
            request.address(),
            headers,
            request.parameters(),
            Call.Access.TOKEN,
            Call.Redirects.FOLLOWED);
    try (Response response = client.open(post)) {
      if (!TRY_GET.contains(response.status())) {
        return Optional.of(status(response));
      }
      if (!request.patients().isEmpty()) {
        return Optional.empty();
      }
    }
    Call get = Call.get(request.query(), FHIR, Call.Access.TOKEN).with("Prefer", "respond-async");
    try (Response response = client.open(get)) {
      return Optional.of(status(response));
    }
  }

  private static URI status(Response response) {
    String where = Addresses.shown(response.uri());
    int status = response.status();
    if (status == ACCEPTED) {
      return response
          .header("Content-Location")
          .map(location -> Addresses.resolve(response.uri(), location))
          .orElseThrow(
              () -> unsupported(where + " accepts an export without saying where its status is"));
    }
    if (FORBIDDEN.contains(status)) {
      throw new MedleyException(
          ExitCode.PERMISSION,
          where + " refuses the export (status " + status + ")",
          "check the client's registration, its scopes and pull.auth in site.yaml");
    }
    if (NOT_OFFERED.contains(status)) {
      throw unsupported(where + " offers no export (status " + status + ")");
    }
    if (response.ok()) {
      throw unsupported(where + " answers an export with status " + status);
    }
    throw new MedleyException(
        status / 100 == 4 ? ExitCode.CONFIGURATION : ExitCode.INPUT_OUTPUT,
        where + " finds the export wrong (status " + status + codes(response) + ")",
        "check pull.level, pull.group and pull.types in site.yaml");
  }

  private static String codes(Response response) {
    try {
      var codes = OperationOutcomes.codes(response.text(MOST_BYTES));
      return codes.isEmpty() ? "" : ", " + String.join(", ", codes);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static MedleyException unsupported(String what) {
    return new MedleyException(
        ExitCode.UNSUPPORTED, what, "check pull.url; the server must offer FHIR Bulk Data Access");
  }
}
