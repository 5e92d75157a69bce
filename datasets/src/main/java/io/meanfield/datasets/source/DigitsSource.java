package io.meanfield.datasets.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Small grey images as lines of numbers, as the digits of the UCI repository have them: the pixels
 * row by row, then the label, with commas between them and without a header.
 *
 * @param maxValue the number that stands for white; pixels are from 0 to it
 */
public record DigitsSource(
    List<String> files,
    @JsonProperty(defaultValue = "8") int height,
    @JsonProperty(defaultValue = "8") int width,
    @JsonProperty(defaultValue = "16") int maxValue)
    implements SplitSource {
  private static final int MAX_SIDE = 256;

  public DigitsSource {
    files = new SplitFiles("files", files, List.of()).train();
    requireRange("height", height, MAX_SIDE);
    requireRange("width", width, MAX_SIDE);
    requireRange("max-value", maxValue, 255);
  }

  @Override
  public Optional<RecordEnd> recordEnd() {
    return Optional.of(RecordEnd.LINE_FEED);
  }

  @Override
  public RawReader open(Storage storage, RawSplit split) throws IOException {
    return open(storage, split, Labelling.LABELLED);
  }

  @Override
  public DigitsSource within(String folder) {
    return new DigitsSource(FileNames.within(folder, files), height, width, maxValue);
  }

  @Override
  public Source unlabelled(List<String> inputs) {
    return new UnlabelledFiles(
        SplitFiles.inputs(inputs), (storage, split) -> open(storage, split, Labelling.UNLABELLED));
  }

  RawReader open(Storage storage, RawSplit split, Labelling labelling) throws IOException {
    return LineReader.open(
        split,
        extent -> Lines.open(storage, split.file(), extent),
        lines -> new DigitsParser(this, labelling));
  }

  @Override
  public SplitFiles splitFiles() {
    return new SplitFiles("dataset.source.files", files, List.of());
  }

  private static void requireRange(String key, int found, int max) {
    if (found < 1 || found > max) {
      throw new IllegalArgumentException(
          "expected a %s from 1 to %d, found %d".formatted(key, max, found));
    }
  }
}
