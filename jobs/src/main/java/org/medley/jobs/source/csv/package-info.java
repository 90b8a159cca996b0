/**
 * Delimited text: reading it line by line, and registry and trial extracts in it, whose columns a
 * mapping file in {@code conf/mappings} explains. Types are never guessed.
 */
package org.medley.jobs.source.csv;
