package org.medley.jobs.view.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'expect':[{'a':1},{'a':2}]}; [{'a':2},{'a':1.0}]; true",
        "{'expect':[{'a':1},{'a':1}]}; [{'a':1}]; false",
        "{'expect':[{'a':1}]}; [{'a':1},{'a':1}]; false",
        "{'expect':[{'a':1}]}; [{'a':'1'}]; false",
        "{'expect':[{'a':'1'}]}; [{'a':'1.0'}]; false",
        "{'expect':[{'a':null,'b':[]}]}; [{}]; true",
        "{'expect':[{'a':null}]}; [{'a':0}]; false",
        "{'expect':[{'a':['x','y']}]}; [{'a':['y','x']}]; false",
        "{'expect':[]}; [{}]; false",
        "{'expect':[{'a':false}]}; [{}]; false",
        "{'expectCount':2}; [{},{}]; true",
        "{'expectCount':2}; [{}]; false",
        "{'expectCount':1,'expectColumns':['a','b']}; [{}]; true",
        "{'expectCount':1,'expectColumns':['b','a']}; [{}]; false",
        "{}; [{}]; false"
      })
  void rowsAreComparedByValueAndNumber(String test, String rows, boolean met)
      throws JsonProcessingException {
    List<JsonNode> found = new ArrayList<>();
    json(rows).forEach(found::add);

    String unmet = Expectation.unmet(json(test), List.of("a", "b"), found);

    assertThat(unmet.isEmpty()).as(unmet).isEqualTo(met);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
