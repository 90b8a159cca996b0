package org.medley.jobs.report.content;

import java.util.Optional;

/**
 * Everything that the report on one task of one release says. All groups may be empty: the page
 * then says what is missing.
 *
 * @param release what was decided, and when
 * @param task the question
 * @param intake what was read
 * @param cohort who is in it
 * @param audit whether a covariate could know the outcome
 * @param model the model that scored; empty where none exists
 * @param performance how well it did on people it never saw
 * @param scores the released risks
 * @param run how long it took, and how to do it again
 */
public record ReportData(
    Release release,
    Task task,
    Intake intake,
    Cohort cohort,
    Audit audit,
    Optional<Model> model,
    Performance performance,
    Scores scores,
    Run run) {}
