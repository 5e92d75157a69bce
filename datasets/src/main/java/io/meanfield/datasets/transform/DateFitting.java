package io.meanfield.datasets.transform;

import io.meanfield.datasets.source.Cell;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** How often each year occurs, and whether there are times of day. Used by one thread. */
final class DateFitting implements CellFitting {
  private static final long serialVersionUID = 1;

  private final ValueCounts years = new ValueCounts();
  private boolean hasHours;

  @Override
  public void add(Cell cell) {
    LocalDateTime time = ((Cell.Moment) cell).time();
    years.add(time.getYear());
    hasHours |= !time.toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  @Override
  public void merge(CellFitting other) {
    DateFitting next = (DateFitting) other;
    years.merge(next.years);
    hasHours |= next.hasHours;
  }

  @Override
  public DateColumn finish(String name, TableConfig config) {
    return new DateColumn(name, years.median(), hasHours);
  }
}
