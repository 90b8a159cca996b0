package org.medley.jobs.control;

import java.util.List;
import java.util.Map;
import org.medley.jobs.lake.Output;

/**
 * What a finished step left.
 *
 * @param fingerprint what the step's key is made of, as JSON
 * @param outputs the slices written, with their versions
 * @param seconds wall time
 * @param notes what later steps and people want to know, such as a model version or a refusal
 */
public record StepEnd(
    String fingerprint, List<Output> outputs, double seconds, Map<String, String> notes) {}
