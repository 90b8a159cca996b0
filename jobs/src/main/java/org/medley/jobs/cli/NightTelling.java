package org.medley.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Release;

/** Tells how a call of a night ended, whether a night ran or not. */
record NightTelling(Options options) {
  void tell(NightCall.Answer answer) {
    boolean whole =
        answer.ended().filter(ended -> ended.result() != NightRun.Result.DONE).isPresent();
    if (whole) {
      new Outcome(options, answer.night().orElseThrow(), answer.ended().orElseThrow()).tell();
      return;
    }
    String words =
        answer.ended().isPresent()
            ? "The selected steps are done; no release was asked for, so what consumers see stands."
            : "Nothing was run: " + answer.words() + ".";
    if (options.json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("schema_version", 1);
      document.put("result", answer.result());
      document.put("exit_code", answer.exitCode());
      document.put(
          "release",
          answer
              .ended()
              .flatMap(ended -> ended.ledger().current())
              .map(Release::releaseId)
              .orElse(null));
      document.put("words", words);
      Streams.answer().println(Json.write(document));
    } else {
      Streams.answer().println(words);
    }
  }
}
