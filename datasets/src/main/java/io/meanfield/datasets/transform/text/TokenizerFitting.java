package io.meanfield.datasets.transform.text;

import java.io.Serializable;

/** A tokenizer in the making. What it becomes does not depend on how texts came in pieces. */
public interface TokenizerFitting extends Serializable {

  void add(String text);

  /** Takes in what another one of the same configuration has seen. */
  void merge(TokenizerFitting other);

  /**
   * @throws io.meanfield.datasets.DataException if the texts have too little in them
   */
  Tokenizer finish();
}
