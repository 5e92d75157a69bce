package io.meanfield.datasets.division;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.meanfield.datasets.source.GroupedFiles;
import io.meanfield.datasets.source.Source;

/**
 * All records of files with the same word in their paths are in one part: the pictures of a video,
 * the recordings of a speaker, the tables of a day. Parts have the shares asked for as nearly as
 * whole groups allow.
 *
 * @param path a regular expression that is searched in the path of each file, as the configuration
 *     would give it; what its one group in parentheses finds is the word
 * @param validation a fraction or a fold of the records that are not of the source's own test part
 * @param test share of all records; without effect if the source has a test part of its own
 */
public record PathSplit(
    String path,
    @JsonProperty(defaultValue = "0.1") Holdout validation,
    @JsonProperty(defaultValue = "0.2") double test)
    implements SplitConfig {

  public PathSplit {
    GroupedFiles.requireOneGroup(path);
    Shares.require(validation, test);
  }

  @JsonProperty
  public String by() {
    return "path";
  }

  @Override
  public boolean hasTest() {
    return test > 0;
  }

  @Override
  public PathSplit withoutTest() {
    return new PathSplit(path, validation, 0);
  }

  @Override
  public Source keyed(Source source) {
    return GroupedFiles.of(source, path);
  }

  @Override
  public Census newCensus(long seed) {
    return new GroupCensus("groups of paths by " + path, seed, validation, test);
  }
}
