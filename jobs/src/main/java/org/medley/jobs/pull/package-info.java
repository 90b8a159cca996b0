/**
 * The pull: brings extracts from FHIR servers and web addresses into the landing folder of the
 * lake, before the night looks at its sources. Depends on the settings, the errors and the lake's
 * access rules; no step reaches it, since how an extract came does not change what it says.
 */
package org.medley.jobs.pull;
