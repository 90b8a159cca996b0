/**
 * Data sets of the Medical Event Data Standard (MEDS), version 0.4 and the column names of older
 * ones. {@link org.medley.jobs.source.meds.MedsColumns} says which columns are read, {@link
 * org.medley.jobs.source.meds.MedsStatements} what they mean. Writes nothing.
 *
 * <p>Decisions. Codes stay as they are, so that an export gives them back. A MEDS row has no key;
 * it is kept under its person, its time and its place among the person's rows of that time, which
 * is also the order in which an export writes them: two equal rows stay two. A whole file that
 * repeats another, by digest, is a duplicate. Times have no zone and take the source's; they are
 * assumed to have been known when they happened. Numbers that are not finite are kept as texts.
 */
package org.medley.jobs.source.meds;
