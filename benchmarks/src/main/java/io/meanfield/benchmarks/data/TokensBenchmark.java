package io.meanfield.benchmarks.data;

import io.meanfield.benchmarks.Report;
import io.meanfield.benchmarks.Spread;
import io.meanfield.datasets.storage.Storage;
import io.meanfield.datasets.transform.text.BytePairConfig;
import io.meanfield.datasets.transform.text.Gpt2Config;
import io.meanfield.datasets.transform.text.TokenNumbers;
import io.meanfield.datasets.transform.text.Tokenizer;
import io.meanfield.datasets.transform.text.TokenizerFitting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Million tokens a second of processor time that one thread makes of texts, by pairs of bytes. What
 * else the machine does is not in it, nor are collections of garbage; the time on the clock is
 * printed beside it.
 */
final class TokensBenchmark implements DataBenchmark {
  private static final int NUM_CHARS = 8_000_000;
  private static final int VOCABULARY = 8000;
  private static final int PASSES = 9; // of which the first two warm up

  @Override
  public void run(Path folder, Report report) throws IOException {
    EnglishTexts english = EnglishTexts.load();
    List<String> texts = english.write(NUM_CHARS, 1);
    report.note(
        "%d texts of %d million characters in all, one thread; byte-pair learned %d numbers of others.",
        texts.size(), NUM_CHARS / 1_000_000, VOCABULARY);
    report.row("tokenizer", List.of("million tokens/s", "on the clock", "tokens", "chars/token"));
    Storage storage = new Storage(new Configuration(false));
    measure("gpt2", new Gpt2Config().tokenizer(storage), texts, report);
    TokenizerFitting fitting = new BytePairConfig(VOCABULARY).newFitting();
    english.write(NUM_CHARS, 2).forEach(fitting::add);
    measure("byte-pair", fitting.finish(), texts, report);
  }

  private static void measure(String name, Tokenizer tokenizer, List<String> texts, Report report) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Double> rates = new ArrayList<>();
    List<Double> ratesOnClock = new ArrayList<>();
    long numTokens = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      long start = threads.getCurrentThreadCpuTime();
      long startOnClock = System.nanoTime();
      numTokens = numTokens(tokenizer, texts);
      ratesOnClock.add(1e3 * numTokens / (System.nanoTime() - startOnClock));
      rates.add(1e3 * numTokens / (threads.getCurrentThreadCpuTime() - start));
    }
    double rate = steady(rates);
    report.row(
        name,
        List.of(
            "%.1f".formatted(rate),
            "%.1f".formatted(steady(ratesOnClock)),
            numTokens,
            "%.2f".formatted((double) NUM_CHARS / numTokens)));
    report.value("tokens-" + name, rate);
  }

  private static long numTokens(Tokenizer tokenizer, List<String> texts) {
    long numTokens = 0;
    for (String text : texts) {
      TokenNumbers numbers = new TokenNumbers(Integer.MAX_VALUE);
      tokenizer.tokenize(text, numbers);
      numTokens += numbers.toBytes().length / Integer.BYTES;
    }
    return numTokens;
  }

  private static double steady(List<Double> rates) {
    return Spread.of(rates.subList(2, PASSES)).median();
  }
}
