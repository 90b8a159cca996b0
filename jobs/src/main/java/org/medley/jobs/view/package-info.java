/**
 * SQL on FHIR v2: ViewDefinitions (https://sql-on-fhir.org, version 2.0) become Spark columns over
 * {@code clinical.resources}. A view is read ({@link org.medley.jobs.view.ViewReader}), compiled
 * ({@link org.medley.jobs.view.View}) and run in one pass over the resources of its type, parsing
 * only the elements that it uses. Knows no files but the definitions themselves.
 */
package org.medley.jobs.view;
