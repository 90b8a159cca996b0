package org.medley.jobs.pull;

import java.util.Optional;
import org.medley.jobs.pull.bulk.BulkSettings;
import org.medley.jobs.pull.download.DownloadSettings;

/**
 * How a source is pulled; one of the two ways is there.
 *
 * @param bulk from a FHIR server
 * @param download from web addresses
 */
public record PullSettings(Optional<BulkSettings> bulk, Optional<DownloadSettings> download) {}
