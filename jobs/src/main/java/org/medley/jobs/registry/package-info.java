/**
 * Which model of a task is champion, and who decided it when and why: a pure function of the
 * ledger. Trainings and the decisions of the gates are ends of steps, decisions of people are rows
 * of their own; both are in the control table and are only ever added, so that {@code model.models}
 * can stay the same row for row when a night is run again. Depends on control and models.
 */
package org.medley.jobs.registry;
