/**
 * The OMOP Common Data Model, version 5.4 (5.3 too), as delimited text, Parquet or Delta tables.
 * {@link org.medley.jobs.source.omop.CdmTables} says which tables and columns are read, {@link
 * org.medley.jobs.source.omop.CdmRows} which rows are used, {@link
 * org.medley.jobs.source.omop.CdmPeople} and {@link org.medley.jobs.source.omop.CdmStatements} what
 * they mean. Writes nothing.
 *
 * <p>Decisions. A concept is the standard one where the vocabulary has it, else the source concept,
 * else the source's own value as {@code SOURCE//value}, else {@code OMOP//concept_id}; no row is
 * dropped for want of a concept. A {@code *_datetime} at midnight of the same day as its {@code
 * *_date} states no time, since most extracts fill it so: such an event is dated by its day and
 * visible at the end of it. Rows of a key that contradict each other are rejected, all of them: the
 * model has no versions that could tell which one is right.
 */
package org.medley.jobs.source.omop;
