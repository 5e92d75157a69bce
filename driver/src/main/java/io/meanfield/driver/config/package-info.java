/**
 * One YAML file becomes one record, and everything that is wrong with the file is said at once.
 *
 * <p>A configuration record is plain Java: its components are the keys (camelCase becomes
 * kebab-case), its canonical constructor checks the values with IllegalArgumentException, and
 * {@code @JsonProperty(defaultValue = "...")} gives a default as YAML text. A component without a
 * default must be in the file, unless it is an Optional. An interface with {@code @JsonTypeInfo}
 * and {@code @JsonSubTypes} is a choice: the key it names says which record the section is, and
 * {@code defaultImpl} which one it is otherwise.
 *
 * <p>For the driver's start: {@link io.meanfield.driver.config.ConfigReader} reads, {@link
 * io.meanfield.driver.config.EffectiveConfig} writes what was read, with every default made
 * explicit. Nothing here prints or knows what the sections of a run are for.
 */
package io.meanfield.driver.config;
