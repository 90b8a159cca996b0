/**
 * Runs test files of the official suite of SQL on FHIR v2 (folder {@code tests} of
 * https://github.com/FHIR/sql-on-fhir-v2): resources, views, and the rows or errors that they must
 * give.
 */
package org.medley.jobs.view.suite;
