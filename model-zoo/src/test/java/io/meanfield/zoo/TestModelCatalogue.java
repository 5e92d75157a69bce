package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.meanfield.zoo.ModelCatalogue.Model;
import io.meanfield.zoo.ModelCatalogue.Parameter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class TestModelCatalogue {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .registerModule(
              new SimpleModule()
                  .addSerializer(new AbsentSerializer())
                  .addDeserializer(Optional.class, new AbsentDeserializer()));

  @Test
  void itHasTheModelsOfTheManual() {
    List<String> names = ModelCatalogue.models().stream().map(Model::name).toList();
    assertEquals(
        List.of(
            "linear",
            "mlp",
            "lenet",
            "resnet",
            "text-cnn",
            "text-lstm",
            "gpt",
            "factorization",
            "transformer"),
        names);
  }

  @Test
  void defaultsMakeAModelThatCanBeBuilt() throws Exception {
    record Data(InputShape input, OutputShape output) {}
    List<Data> data =
        List.of(
            new Data(new InputShape.Vector(4), Examples.THREE_CLASSES),
            new Data(new InputShape.Image(28, 28, 1), Examples.THREE_CLASSES),
            new Data(new InputShape.Image(8, 8, 1), Examples.THREE_CLASSES),
            new Data(new InputShape.Sequence(9, 50), Examples.THREE_CLASSES),
            new Data(new InputShape.Sequence(9, 50), new OutputShape(50, Head.TOKENS)),
            new Data(new InputShape.Pair(9, 7, 50), new OutputShape(50, Head.TOKENS)),
            new Data(
                new InputShape.Table(
                    2, List.of(new InputShape.Category(0, 3), new InputShape.Category(1, 4))),
                new OutputShape(1, Head.LINEAR)));
    for (Model model : ModelCatalogue.models()) {
      ModelConfig config = withDefaults(model);
      int numFits = 0;
      for (Data found : data) {
        NetworkDefinition definition;
        try {
          definition = config.define(found.input(), found.output(), 1);
        } catch (IllegalArgumentException e) {
          assertTrue(
              e.getMessage().contains("for the model " + model.name() + ", found")
                  || e.getMessage().contains("found one that answers once a text"),
              e.getMessage());
          continue;
        }
        numFits++;
        assertTrue(Network.create(definition).numParameters() > 0, model.name());
      }
      assertTrue(numFits > 0, model.name());
    }
  }

  @Test
  void aModelIsWrittenAsItIsRead() throws Exception {
    for (Model model : ModelCatalogue.models()) {
      ModelConfig config = withDefaults(model);
      String written = MAPPER.writeValueAsString(config);
      assertEquals(config, MAPPER.readValue(written, ModelConfig.class), written);
      assertEquals(model.name(), MAPPER.readTree(written).get("name").asText());
    }
  }

  @Test
  void theListNamesEveryKeyWithItsDefault() {
    String text = ModelCatalogue.text();
    for (Model model : ModelCatalogue.models()) {
      assertFalse(model.description().isBlank());
      assertTrue(text.contains(model.name() + " "));
      for (Parameter parameter : model.parameters()) {
        assertTrue(
            text.lines()
                .anyMatch(
                    line ->
                        line.strip().startsWith(parameter.key() + " ")
                            && line.contains(parameter.defaultValue())
                            && line.contains(parameter.type())),
            parameter.toString());
      }
    }
    assertTrue(text.contains("relu | elu | tanh"), text);
  }

  private static ModelConfig withDefaults(Model model) throws Exception {
    ObjectNode json = MAPPER.createObjectNode().put("name", model.name());
    for (Parameter parameter : model.parameters()) {
      if (parameter.type().equals("section")) {
        continue; // left out by default
      }
      boolean isWord = Character.isLetter(parameter.defaultValue().charAt(0));
      json.set(
          parameter.key(),
          isWord
              ? json.textNode(parameter.defaultValue())
              : MAPPER.readTree(parameter.defaultValue()));
    }
    return MAPPER.treeToValue(json, ModelConfig.class);
  }

  /** Sections that are left out, for whose presence configurations have a reader of their own. */
  private static final class AbsentSerializer extends StdSerializer<Optional<?>> {
    private static final long serialVersionUID = 1;

    AbsentSerializer() {
      super(Optional.class, false);
    }

    @Override
    public void serialize(Optional<?> value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      assertTrue(value.isEmpty());
      out.writeNull();
    }
  }

  @SuppressWarnings("rawtypes") // as the module has it
  private static final class AbsentDeserializer extends JsonDeserializer<Optional> {
    @Override
    public Optional deserialize(JsonParser in, DeserializationContext context) {
      throw new AssertionError("expected null or nothing");
    }

    @Override
    public Optional getNullValue(DeserializationContext context) {
      return Optional.empty();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return Optional.empty();
    }
  }
}
