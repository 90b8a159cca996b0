/**
 * Registries and trials: delimited text and Parquet that a mapping explains. {@link
 * org.medley.jobs.source.csv.RegistryMapping} says what columns mean (read by the classes named
 * {@code *Sections}; the rules they make read one line each), {@link
 * org.medley.jobs.source.csv.RegistryLines} reads the files, {@link
 * org.medley.jobs.source.csv.Settlement} judges several lines on one person, and {@link
 * org.medley.jobs.source.csv.RegistryTables} makes people, outcomes and events of them. Writes
 * nothing.
 *
 * <p>Decisions. A line is used whole or not at all. A time that is counted in days or more from a
 * date ends with the day in which the span ends, as a date does; from an instant it is an instant.
 * Two equal statements of a person, code and time are one, since files with a line per endpoint
 * repeat what was measured once.
 */
package org.medley.jobs.source.csv;
