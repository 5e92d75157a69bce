import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelGuesser;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What somebody without Meanfield does with a model: arguments are folders with its files. */
final class LoadWithStockDeeplearning4j {

  public static void main(String[] folders) throws Exception {
    requireNoMeanfield();
    for (String folder : folders) {
      Object model = ModelGuesser.loadModelGuess(folder + "/model.zip");
      INDArray features = Nd4j.readNpy(folder + "/features.npy");
      File maskFile = new File(folder, "mask.npy");
      INDArray mask = maskFile.exists() ? Nd4j.readNpy(maskFile) : null;
      Nd4j.writeAsNumpy(output(model, features, mask).dup('c'), new File(folder, "outputs.npy"));
    }
  }

  private static INDArray output(Object model, INDArray features, INDArray mask) {
    if (model instanceof MultiLayerNetwork) {
      return ((MultiLayerNetwork) model).output(features, false, mask, null);
    }
    return ((ComputationGraph) model)
        .output(false, new INDArray[] {features}, new INDArray[] {mask})[0];
  }

  private static void requireNoMeanfield() throws IOException {
    for (String resource : Arrays.asList("io/meanfield/zoo/Network.class", "io/meanfield")) {
      if (!Collections.list(ClassLoader.getSystemResources(resource)).isEmpty()) {
        throw new IllegalStateException("Meanfield is on the class path: " + resource);
      }
    }
  }
}
