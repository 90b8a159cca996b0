package org.medley.jobs.source;

import java.io.Serializable;

/**
 * One input file as the pull saw it.
 *
 * @param name path below the folder of the source
 * @param uri where to read it
 * @param bytes size
 * @param digest SHA-256 in hexadecimal
 */
public record SourceFile(String name, String uri, long bytes, String digest)
    implements Serializable {}
