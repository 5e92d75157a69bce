package io.meanfield.driver.report;

import io.meanfield.datasets.MixMember;
import io.meanfield.datasets.PartInfo;
import java.util.ArrayList;
import java.util.List;

/** Of which data sets training is mixed, and how often an epoch visits each. */
public final class MixtureTable {
  public static final List<String> HEADING =
      List.of("mixed in training", "weight", "share", "examples", "times an epoch");

  private MixtureTable() {}

  /** A row a data set, of as many cells as the heading; none of a data set that is no mixture. */
  public static List<List<String>> rows(PartInfo train) {
    List<MixMember> mix = train.mix();
    double all = mix.stream().mapToLong(MixMember::weight).sum();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < mix.size(); i++) {
      double share = mix.get(i).weight() / all;
      long numExamples = train.members().get(i).numExamples();
      rows.add(
          List.of(
              mix.get(i).shards(),
              Numbers.count(mix.get(i).weight()),
              Numbers.percent(share),
              Numbers.count(numExamples),
              Numbers.fixed(share * train.numExamples() / numExamples, 2)));
    }
    return rows;
  }

  /** Lines ended by a line feed; empty of a data set that is no mixture. */
  public static String text(PartInfo train) {
    List<List<String>> rows = rows(train);
    if (rows.isEmpty()) {
      return "";
    }
    TextTable table = new TextTable(HEADING);
    rows.forEach(table::row);
    return table.render();
  }
}
