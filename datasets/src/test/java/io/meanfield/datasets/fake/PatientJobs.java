package io.meanfield.datasets.fake;

import io.meanfield.datasets.DataException;
import io.meanfield.datasets.ingest.JobRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaFutureAction;

/** Waits for a job as long as a test may. */
public final class PatientJobs implements JobRunner {

  @Override
  public <T> T await(String what, JavaFutureAction<T> job) {
    try {
      return job.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException io) {
          throw new UncheckedIOException(io);
        }
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("waited for " + what, e);
    }
  }

  @Override
  public void run(String what, Callable<Void> action) {
    try {
      action.call();
    } catch (DataException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
