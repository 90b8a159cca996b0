/**
 * The FHIRPath subset of SQL on FHIR v2: text to tree ({@link
 * org.medley.jobs.view.path.PathParser}), tree to Spark columns ({@link
 * org.medley.jobs.view.path.PathCompiler}) over a struct that holds just the elements in use
 * ({@link org.medley.jobs.view.path.Usage}). Knows the R4 elements ({@link
 * org.medley.jobs.view.path.Elements}); knows no files and no tables.
 */
package org.medley.jobs.view.path;
