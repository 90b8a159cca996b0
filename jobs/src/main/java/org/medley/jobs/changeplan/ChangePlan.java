package org.medley.jobs.changeplan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.control.Json;
import org.medley.jobs.night.Digests;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;

/**
 * A predetermined change control plan for the model of one task, in the parts of the guidance of
 * the FDA (Marketing Submission Recommendations for a Predetermined Change Control Plan for
 * AI-Enabled Device Software Functions, final, August 2025): what may change, by what protocol, and
 * with what impact. It states what Medley does with the settings as they are; whether that is
 * enough for a device is for people to judge.
 *
 * @param task the task
 * @param description the question in words
 * @param digest of all settings that the plan states; another digest is another plan
 * @param parts in the order of the guidance
 */
public record ChangePlan(String task, String description, String digest, List<Part> parts) {
  /** What the plan follows. */
  public static final String GUIDANCE =
      "FDA, Marketing Submission Recommendations for a Predetermined Change Control Plan for"
          + " AI-Enabled Device Software Functions, final guidance, August 2025";

  private static final int DIGITS = 12;

  /**
   * One part.
   *
   * @param title as the guidance names it
   * @param items statements
   */
  public record Part(String title, List<Item> items) {}

  /**
   * One statement.
   *
   * @param title what it is about
   * @param text what holds, in sentences
   * @param settings keys of the configuration that decide it, with their values
   */
  public record Item(String title, String text, Map<String, Object> settings) {}

  /** The plan of {@code task} on {@code site}. */
  public static ChangePlan of(TaskSettings task, Site site) {
    ChangeProtocol protocol = new ChangeProtocol(task, site);
    List<Part> parts =
        List.of(
            new Part("Description of modifications", Modifications.of(task)),
            new Part("Modification protocol: data management", protocol.data()),
            new Part("Modification protocol: triggers of a re-training", protocol.triggers()),
            new Part("Modification protocol: performance evaluation", protocol.evaluation()),
            new Part("Modification protocol: update and rollback", protocol.update()),
            new Part("Impact assessment", ChangeImpact.of(task)));
    return new ChangePlan(
        task.name(), task.description(), Digests.of(Json.write(parts)).substring(0, DIGITS), parts);
  }

  /** One JSON document. */
  public String json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("task", task);
    document.put("description", description);
    document.put("guidance", GUIDANCE);
    document.put("plan_digest", digest);
    document.put("parts", parts);
    return Json.write(document);
  }

  /** The same for people. */
  public String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("# Change control plan of ").append(task).append("\n\n");
    text.append(description).append("\n\n");
    text.append("Plan ").append(digest).append(", after: ").append(GUIDANCE).append(".\n");
    for (Part part : parts) {
      text.append("\n## ").append(part.title()).append('\n');
      for (Item item : part.items()) {
        text.append("\n**").append(item.title()).append(".** ").append(item.text()).append('\n');
        if (!item.settings().isEmpty()) {
          text.append('\n');
          item.settings()
              .forEach(
                  (key, value) ->
                      text.append("- `").append(key).append(": ").append(value).append("`\n"));
        }
      }
    }
    return text.toString();
  }
}
