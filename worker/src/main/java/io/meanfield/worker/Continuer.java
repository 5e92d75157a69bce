package io.meanfield.worker;

import io.meanfield.datasets.source.RawFeatures;
import io.meanfield.datasets.source.RawReader;
import io.meanfield.datasets.source.RawResult;
import io.meanfield.datasets.source.RawSplit;
import io.meanfield.datasets.transform.TokenizedText;
import io.meanfield.worker.protocol.Continued;
import io.meanfield.worker.protocol.PredictSpec;
import io.meanfield.worker.protocol.Sampling;
import io.meanfield.zoo.Continuation;
import io.meanfield.zoo.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * How a language model goes on with each text of one split, in the order of the file. Closes the
 * file at its end. Used by one thread.
 */
public final class Continuer implements Iterator<Continued> {
  private final Continuation continuation;
  private final TokenizedText texts;
  private final Sampling sampling;
  private final RawReader reader;
  private Optional<RawResult> read;

  /**
   * @throws IllegalArgumentException if the network cannot go on word by word
   */
  public Continuer(PredictSpec spec, Sampling sampling, RawSplit split) throws IOException {
    Network network = Network.create(spec.network());
    network.setParameters(spec.parameters());
    continuation = new Continuation(network);
    texts = (TokenizedText) spec.transform();
    this.sampling = sampling;
    reader = spec.source().open(spec.storage(), split);
    advance();
  }

  private void advance() throws IOException {
    read = reader.next();
    if (read.isEmpty()) {
      reader.close();
    }
  }

  @Override
  public boolean hasNext() {
    return read.isPresent();
  }

  @Override
  public Continued next() {
    RawResult result = read.orElseThrow(NoSuchElementException::new);
    String file = reader.place().file();
    long record = reader.place().record();
    Continued continued;
    try {
      continued =
          result instanceof RawResult.Good good
              ? new Continued(file, record, text(good.features(), record), "")
              : new Continued(file, record, "", ((RawResult.Bad) result).reason());
    } catch (IllegalArgumentException e) {
      continued = new Continued(file, record, "", e.getMessage());
    }
    try {
      advance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return continued;
  }

  /** What follows a text; two files draw the same for lines of the same number. */
  private String text(RawFeatures raw, long record) {
    continuation.restart();
    float[] probabilities = continuation.after(texts.numbersOfPrompt(raw));
    List<Integer> added = new ArrayList<>();
    for (int i = 0; i < sampling.numTokens(); i++) {
      if (i > 0) {
        probabilities = continuation.after(List.of(added.get(i - 1)));
      }
      added.add(sampling.choose(probabilities, record, i));
    }
    return texts.tokenizer().text(added.stream().mapToInt(Integer::intValue).toArray());
  }
}
