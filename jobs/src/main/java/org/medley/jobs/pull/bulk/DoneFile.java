package org.medley.jobs.pull.bulk;

import java.util.Map;

/**
 * A file that is whole on the disk.
 *
 * @param name path below the extract, with {@code .gz} where it is compressed
 * @param bytes size as it lies there
 * @param sha256 digest of these bytes
 * @param lines lines that are not blank
 * @param issues issues by severity, of a file of outcomes; else empty
 */
record DoneFile(String name, long bytes, String sha256, long lines, Map<Severity, Long> issues) {}
