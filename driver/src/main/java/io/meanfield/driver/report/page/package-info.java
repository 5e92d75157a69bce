/**
 * A description of a data set as one page of HTML that needs nothing else: no script, no font, no
 * address of anything. It is also well-formed XML.
 */
package io.meanfield.driver.report.page;
