import java.io.File;
import java.util.Collections;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What somebody without Meanfield does with a model. Arguments are pairs of the kind of network and
 * the folder with model.zip, features.npy and perhaps mask.npy; writes outputs.npy beside them.
 */
final class LoadWithStockDeeplearning4j {

  public static void main(String[] arguments) throws Exception {
    var ours = Collections.list(ClassLoader.getSystemResources("io/meanfield"));
    if (!ours.isEmpty()) {
      throw new IllegalStateException("expected none of Meanfield's classes, found " + ours);
    }
    for (int i = 0; i < arguments.length; i += 2) {
      File folder = new File(arguments[i + 1]);
      INDArray features = Nd4j.createFromNpyFile(new File(folder, "features.npy"));
      File masks = new File(folder, "mask.npy");
      INDArray mask = masks.exists() ? Nd4j.createFromNpyFile(masks) : null;
      INDArray outputs = outputs(arguments[i], new File(folder, "model.zip"), features, mask);
      Nd4j.writeAsNumpy(outputs.dup('c'), new File(folder, "outputs.npy"));
    }
  }

  private static INDArray outputs(String kind, File zip, INDArray features, INDArray mask)
      throws Exception {
    if (kind.equals("SEQUENTIAL")) {
      return ModelSerializer.restoreMultiLayerNetwork(zip).output(features, false, mask, null);
    }
    INDArray[] masks = mask == null ? null : new INDArray[] {mask};
    return ModelSerializer.restoreComputationGraph(zip)
        .output(false, new INDArray[] {features}, masks, null)[0];
  }
}
