package org.medley.jobs.notice;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who is told.
 *
 * @param url where JSON is posted to; empty: a command is run
 * @param tokenFile file with the bearer token of the URL; empty: none is sent
 * @param command program and arguments that get the JSON on standard input; empty: a URL is used
 */
public record Target(Optional<URI> url, Optional<Path> tokenFile, List<String> command) {}
