package io.meanfield.driver.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meanfield.datasets.describe.Description;
import io.meanfield.driver.report.Descriptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@Tag("unit")
class TestDatasetPage {
  private static final String SHOWN =
      Descriptions.HOSTILE.replace('\u0000', '\ufffd').replace('\ud800', '\ufffd');

  static Stream<Description> descriptions() {
    return Stream.of(Descriptions.ofImages(), Descriptions.ofTexts(), Descriptions.ofRows());
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void namesAndTextsOfTheDataAreNeverMarkup(Description description) throws Exception {
    Document page = parsed(description);
    assertEquals(SHOWN.substring(SHOWN.lastIndexOf('/') + 1), texts(page, "h1").get(0));
    assertEquals(0, page.getElementsByTagName("script").getLength());
    assertEquals(1, page.getElementsByTagName("title").getLength() - numCharts(page));
    assertTrue(texts(page, "td").contains(SHOWN), () -> texts(page, "td").toString());
  }

  @ParameterizedTest
  @MethodSource("descriptions")
  void nothingIsLoadedFromElsewhere(Description description) throws Exception {
    String page = DatasetPage.of(description);
    assertFalse(page.contains("http"), page);
    assertFalse(page.contains("url("), page);
    Document parsed = parsed(description);
    for (String tag : List.of("script", "link", "iframe", "object")) {
      assertEquals(0, parsed.getElementsByTagName(tag).getLength(), tag);
    }
  }

  @Test
  void thumbnailsAreTheImages() throws Exception {
    NodeList images = parsed(Descriptions.ofImages()).getElementsByTagName("img");
    assertEquals(4, images.getLength(), "two samples, a conflict and a leak");
    String source = ((Element) images.item(0)).getAttribute("src");
    byte[] png = Base64.getDecoder().decode(source.substring(source.indexOf(',') + 1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int[] values = image.getRaster().getSamples(0, 0, 2, 2, 0, (int[]) null);
    assertEquals(List.of(0, 128, 255, 255), List.of(values[0], values[1], values[2], values[3]));
  }

  @Test
  void problemsStandOut() throws Exception {
    List<String> problems = new ArrayList<>();
    NodeList cards = parsed(Descriptions.ofRows()).getElementsByTagName("div");
    for (int i = 0; i < cards.getLength(); i++) {
      Element card = (Element) cards.item(i);
      if (card.getAttribute("class").equals("card problem")) {
        problems.add(card.getTextContent());
      }
    }
    assertEquals(List.of("1label conflicts", "1train in test", "21bad records"), problems);
  }

  private static int numCharts(Document page) {
    return page.getElementsByTagName("svg").getLength()
        - (int) texts(page, "svg").stream().filter(String::isEmpty).count();
  }

  private static List<String> texts(Document page, String tag) {
    NodeList elements = page.getElementsByTagName(tag);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      texts.add(elements.item(i).getTextContent());
    }
    return texts;
  }

  private static Document parsed(Description description) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(DatasetPage.of(description))));
  }
}
