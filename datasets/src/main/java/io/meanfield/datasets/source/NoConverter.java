package io.meanfield.datasets.source;

import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Stands where Parquet wants converters of records, though columns are read one by one. */
final class NoConverter extends GroupConverter {
  private static final PrimitiveConverter OF_VALUES = new PrimitiveConverter() {};

  @Override
  public Converter getConverter(int field) {
    return this;
  }

  @Override
  public PrimitiveConverter asPrimitiveConverter() {
    return OF_VALUES;
  }

  @Override
  public void start() {}

  @Override
  public void end() {}
}
