/**
 * FHIR R4 as bulk NDJSON: lines become {@code clinical.resources} ({@link
 * org.medley.jobs.source.fhir.FhirSource}); views over these become subjects ({@link
 * org.medley.jobs.source.fhir.SubjectMapping}) and events ({@link
 * org.medley.jobs.source.fhir.EventMapping}). Writes nothing.
 */
package org.medley.jobs.source.fhir;
