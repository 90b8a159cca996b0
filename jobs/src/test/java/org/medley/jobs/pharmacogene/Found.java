package org.medley.jobs.pharmacogene;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medley.jobs.pharmacogene.Expectations.Row;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.call.GeneCall;
import org.medley.jobs.pharmacogene.call.GeneCall.Origin;
import org.medley.jobs.pharmacogene.definition.Definitions;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.file.Folders;
import org.medley.jobs.pharmacogene.guideline.Advice;
import org.medley.jobs.pharmacogene.match.Diplotype;
import org.medley.jobs.pharmacogene.match.Haplotype;
import org.medley.jobs.pharmacogene.match.MatchSettings;
import org.medley.jobs.pharmacogene.match.NamedAlleleMatcher;
import org.medley.jobs.pharmacogene.outside.OutsideCall;
import org.medley.jobs.pharmacogene.outside.OutsideCalls;
import org.medley.jobs.pharmacogene.vcf.CallsReader;
import org.medley.jobs.pharmacogene.vcf.SampleCalls;

/** What this package finds where PharmCAT's tests expect something. */
final class Found {
  /** Tests of PharmCAT that ask for CYP2D6 of a VCF file, which their table does not say. */
  private static final Set<String> WITH_CYP2D6 = Set.of("Cyp2d6Test#testCyp2d6Matcher");

  private static final String SINGLE_POSITION = "the phenotype is that of ";
  private static final String DRUG = "drug:";

  private final Path vcfs;
  private final Pharmacogenes knowledge;
  private final SortedMap<String, GeneDefinition> withoutExemptions;
  private final Map<String, SampleCalls> read = new HashMap<>();

  /** Finds with the knowledge in {@code folders} what files below {@code vcfs} hold. */
  Found(Path vcfs, List<Path> folders) {
    this.vcfs = vcfs;
    this.knowledge = Pharmacogenes.read(folders);
    this.withoutExemptions = Definitions.readWithoutExemptions(Folders.of(folders));
  }

  /** What is found for {@code row}, which equals its expectation if the two agree. */
  String of(Row row) {
    if (row.kind().equals("matcher_diplotypes")) {
      return matcherDiplotypes(row);
    }
    Map<String, GeneCall> calls = calls(row);
    if (row.gene().startsWith(DRUG)) {
      return advice(row, knowledge.guidelines().advise(row.gene().substring(DRUG.length()), calls));
    }
    GeneCall call = calls.get(row.gene());
    boolean byMatcher = call.called() && call.origin() == Origin.MATCHER;
    return switch (row.kind()) {
      case "called_by_matcher" -> String.valueOf(byMatcher);
      case "not_called_by_matcher" -> String.valueOf(!byMatcher);
      case "reportable" -> String.valueOf(call.called());
      case "source_diplotypes" -> call.called() ? labels(call) : "Unknown/Unknown";
      case "printed_calls" -> call.called() ? labels(call) : singlePosition(call);
      case "recommended_diplotypes" -> recommended(row, call);
      case "source_phenotype" ->
          call.phenotypes().contains(row.expected())
              ? row.expected()
              : String.join(", ", call.phenotypes());
      default -> "(unknown kind)";
    };
  }

  private String matcherDiplotypes(Row row) {
    SortedMap<String, GeneDefinition> definitions =
        row.exemptions() ? knowledge.definitions() : withoutExemptions;
    SampleCalls calls = new CallsReader(definitions.values()).read(vcf(row));
    MatchSettings settings = new MatchSettings(row.allMatches(), row.combinations(), true);
    List<Diplotype> found =
        new NamedAlleleMatcher(definitions.get(row.gene()), settings)
            .match(calls.vectors().get(row.gene()).get(0))
            .diplotypes();
    return found.isEmpty()
        ? "(none)"
        : found.stream().map(Diplotype::label).collect(Collectors.joining("|"));
  }

  private Map<String, GeneCall> calls(Row row) {
    boolean cyp2d6 = WITH_CYP2D6.contains(row.test());
    Caller caller =
        knowledge.caller(new MatchSettings(row.allMatches(), row.combinations(), cyp2d6));
    SampleCalls calls =
        read.computeIfAbsent(
            row.vcf(), vcf -> new CallsReader(knowledge.definitions().values()).read(vcf(row)));
    Map<String, GeneCall> found = new TreeMap<>();
    caller.reportedGenes().forEach(gene -> found.put(gene, caller.withoutCall(gene)));
    caller
        .genes()
        .forEach(gene -> found.put(gene, caller.call(gene, calls.vectors().get(gene).get(0))));
    Path outside =
        Expectations.BUNDLED.resolve("outside/%s.tsv".formatted(row.test().replace('#', '.')));
    if (row.outside() && Files.exists(outside)) {
      OutsideCalls.read(outside).stream()
          .collect(Collectors.groupingBy(OutsideCall::gene))
          .forEach((gene, given) -> found.put(gene, caller.outside(gene, given)));
    }
    return found;
  }

  /** The file, which may be packed. */
  private Path vcf(Row row) {
    Path plain = vcfs.resolve(row.vcf());
    return Files.exists(plain) ? plain : vcfs.resolve(row.vcf() + ".gz");
  }

  private static String advice(Row row, List<Advice> advice) {
    String source = row.expected().replaceAll("(_GUIDELINE)?(\\|.*)?", "");
    boolean counted = row.expected().matches("[0-9]+");
    long count =
        advice.stream().filter(one -> counted || one.guideline().source().equals(source)).count();
    return switch (row.kind()) {
      case "matched_guideline_annotations" ->
          counted ? String.valueOf(count) : row.expected().replaceAll("\\|.*", "|" + count);
      case "guideline_source_present" -> count > 0 ? row.expected() : "(none)";
      case "guideline_source_absent" -> count == 0 ? row.expected() : "%d there".formatted(count);
      default -> "(unknown kind)";
    };
  }

  private static String labels(GeneCall call) {
    return String.join("|", call.diplotypes());
  }

  private static String singlePosition(GeneCall call) {
    return call.notes().stream()
        .filter(note -> note.startsWith(SINGLE_POSITION))
        .map(note -> note.substring(SINGLE_POSITION.length()))
        .collect(Collectors.joining());
  }

  /** Of several diplotypes each has a row of its own. */
  private static String recommended(Row row, GeneCall call) {
    String wanted = sorted(Arrays.stream(row.expected().split("[|/]")));
    List<String> found =
        call.interpretations().stream()
            .map(one -> sorted(one.diplotype().haplotypes().stream().map(Haplotype::label)))
            .toList();
    return found.contains(wanted) ? row.expected() : String.join(" or ", found);
  }

  private static String sorted(Stream<String> names) {
    return names.sorted().collect(Collectors.joining("|"));
  }
}
