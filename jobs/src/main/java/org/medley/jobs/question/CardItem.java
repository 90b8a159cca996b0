package org.medley.jobs.question;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One question.
 *
 * @param id its number in the framework
 * @param group its heading there
 * @param asks the question in our own words
 * @param keys of the block {@code card} of a task file that answer it
 * @param facts of the run that answer it, by name
 * @param person whether facts are evidence only, so that words of a person are needed as well
 */
public record CardItem(
    @JsonProperty("id") String id,
    @JsonProperty("group") String group,
    @JsonProperty("asks") String asks,
    @JsonProperty("keys") List<String> keys,
    @JsonProperty("facts") List<String> facts,
    @JsonProperty("person") boolean person) {

  /** Copies the lists; absent ones are empty. */
  public CardItem {
    keys = keys == null ? List.of() : List.copyOf(keys);
    facts = facts == null ? List.of() : List.copyOf(facts);
  }
}
