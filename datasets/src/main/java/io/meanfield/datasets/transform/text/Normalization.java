package io.meanfield.datasets.transform.text;

import java.text.Normalizer;

/** What makes equal of texts that look equal (Unicode Standard Annex 15). */
public enum Normalization {
  /** Letters and their marks are composed. */
  NFC(Normalizer.Form.NFC),
  /** Also, other forms of a character, such as ligatures or full-width letters, become it. */
  NFKC(Normalizer.Form.NFKC);

  private final Normalizer.Form form;

  Normalization(Normalizer.Form form) {
    this.form = form;
  }

  String of(String text) {
    return Normalizer.normalize(text, form);
  }
}
