package org.medley.jobs.pull.auth;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a source's server is told who we are.
 *
 * @param clientId as registered at the server
 * @param keyFile the private key: a JWK, a set of them, or PEM (PKCS #8)
 * @param keyId which key of the set, and the {@code kid} to send; a JWK knows its own
 * @param tokenUrl where tokens are; empty: as the server's {@code .well-known/smart-configuration}
 *     says
 * @param scopes what is asked for; empty: {@code system/*.rs} where the server knows it, else
 *     {@code system/*.read}
 * @param algorithm {@code RS384} or {@code ES384}; empty: that of the key
 */
public record AuthSettings(
    String clientId,
    Path keyFile,
    Optional<String> keyId,
    Optional<URI> tokenUrl,
    List<String> scopes,
    Optional<String> algorithm) {}
