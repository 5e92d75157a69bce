package io.meanfield.driver;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "fetch", description = "Fetches a data set of the catalogue into the cache.")
final class FetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ID", description = "Of the catalogue; an unknown one lists them all.")
  private String id;

  @Override
  public Integer call() {
    System.out.println("fetched: " + DataPreparation.fetch(id, System.out));
    return 0;
  }
}
