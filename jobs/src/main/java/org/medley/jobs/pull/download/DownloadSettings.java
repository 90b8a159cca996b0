package org.medley.jobs.pull.download;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.pull.http.Limits;

/**
 * Which files of a source are downloaded.
 *
 * @param files their addresses
 * @param list address of a text with one address a line, relative ones below it; blank lines and
 *     such that begin with {@code #} are passed over
 * @param limits how long it is waited for a server
 */
public record DownloadSettings(List<URI> files, Optional<URI> list, Limits limits) {}
