package io.meanfield.zoo;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.*;

@Tag("unit")
class TestNetwork {
  @Test
  void smoke() {
    Examples.definitions()
        .forEach(
            (name, d) -> {
              Network n = Network.create(d);
              Tensors b = Examples.batch(d, 6, 3);
              System.out.println(
                  name
                      + " "
                      + n.numParameters()
                      + " loss "
                      + n.gradient(b, 5)
                      + " "
                      + java.util.Arrays.toString(n.output(b).shape()));
              float[] g = new float[n.numParameters()];
              n.readGradients(g);
              double s = 0;
              for (float x : g) s += x * x;
              System.out.println("  g2 " + s);
              n.layout().segments().forEach(x -> System.out.println("   " + x));
            });
    System.out.println(ModelCatalogue.text());
  }
}
