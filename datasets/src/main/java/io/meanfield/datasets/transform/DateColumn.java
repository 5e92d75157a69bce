package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.nio.FloatBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The year, not scaled yet, and the days of the year, and the hours of the day if told, on a circle
 * each. A missing date is in the middle of the circles.
 *
 * @param fillYear stands for a missing year
 */
record DateColumn(String name, double fillYear, boolean hasHours) implements TableColumn {
  private static final double SECONDS_A_DAY = 86_400;
  private static final int MINUTES_A_DAY = 1_440;

  @Override
  public Cell.Kind kind() {
    return Cell.Kind.DATE;
  }

  @Override
  public int size() {
    return hasHours ? 5 : 3;
  }

  @Override
  public List<String> names() {
    List<String> names =
        new ArrayList<>(List.of(name + "_year", name + "_day_sin", name + "_day_cos"));
    if (hasHours) {
      names.addAll(List.of(name + "_hour_sin", name + "_hour_cos"));
    }
    return names;
  }

  @Override
  public List<Scaling> scalings() {
    return IntStream.range(0, size())
        .mapToObj(i -> i == 0 ? Scaling.STANDARDISE : Scaling.NONE)
        .toList();
  }

  @Override
  public void put(Cell cell, FloatBuffer row) {
    if (!(cell instanceof Cell.Moment moment)) {
      row.put((float) fillYear);
      for (int i = 1; i < size(); i++) {
        row.put(0);
      }
      return;
    }
    LocalDateTime time = moment.time();
    row.put(time.getYear());
    putCircle((time.getDayOfYear() - 1.0) / time.toLocalDate().lengthOfYear(), row);
    if (hasHours) {
      putCircle(time.toLocalTime().toSecondOfDay() / SECONDS_A_DAY, row);
    }
  }

  /** StrictMath gives the same bits on every machine. */
  private static void putCircle(double turn, FloatBuffer row) {
    row.put((float) StrictMath.sin(2 * Math.PI * turn));
    row.put((float) StrictMath.cos(2 * Math.PI * turn));
  }

  /** The day, and the minute of the day if hours are told. */
  @Override
  public String explain(FloatBuffer row) {
    int year = Math.round(row.get());
    double day = turn(row);
    double time = hasHours ? turn(row) : 0;
    if (Double.isNaN(day)) {
      return Categories.MISSING;
    }
    int numDays = Year.of(year).length();
    LocalDate date = LocalDate.ofYearDay(year, 1 + (int) Math.round(day * numDays) % numDays);
    int minute = (int) Math.round(time * MINUTES_A_DAY) % MINUTES_A_DAY;
    return hasHours ? date.atStartOfDay().plusMinutes(minute).toString() : date.toString();
  }

  @Override
  public String inWords() {
    return "a date, its year standardised and its day%s on a circle; a missing one is %s and the middle of the circle"
        .formatted(hasHours ? " and hour" : "", Math.round(fillYear));
  }

  /** From 0 to 1 round the circle; NaN in its middle. */
  private static double turn(FloatBuffer row) {
    float sine = row.get();
    float cosine = row.get();
    double turn = StrictMath.atan2(sine, cosine) / (2 * Math.PI);
    return sine == 0 && cosine == 0 ? Double.NaN : turn < 0 ? turn + 1 : turn;
  }
}
