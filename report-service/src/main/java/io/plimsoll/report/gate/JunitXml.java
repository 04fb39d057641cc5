package io.plimsoll.report.gate;

import io.plimsoll.report.gate.GateCase.State;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A gate in the form that CI systems read as test results: one case per rule and comparison. */
public final class JunitXml {
  private JunitXml() {}

  /** The file's text, UTF-8. */
  public static String write(Gate gate) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      suite(gate, xml);
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
      return text.append('\n').toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void suite(Gate gate, XMLStreamWriter xml) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", "plimsoll " + plain(gate.run().scenario()));
    xml.writeAttribute("tests", Integer.toString(gate.cases().size()));
    xml.writeAttribute("failures", Integer.toString(gate.cases(State.FAILED).size()));
    xml.writeAttribute("errors", "0");
    xml.writeAttribute("skipped", Integer.toString(gate.cases(State.SKIPPED).size()));
    xml.writeAttribute("timestamp", gate.run().startedAt().toString());
    xml.writeStartElement("properties");
    property(xml, "run", gate.run().id());
    property(xml, "commit", gate.run().commit().orElse(""));
    property(xml, "branch", gate.run().branch().orElse(""));
    property(xml, "environment", gate.run().environment().orElse(""));
    xml.writeEndElement();
    for (GateCase each : gate.cases()) {
      one(gate.run().scenario(), each, xml);
    }
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeEmptyElement("property");
    xml.writeAttribute("name", name);
    xml.writeAttribute("value", plain(value));
  }

  private static void one(String scenario, GateCase each, XMLStreamWriter xml)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", plain(scenario + "." + each.group()));
    xml.writeAttribute("name", plain(each.name()));
    xml.writeAttribute("time", "0");
    if (each.state() == State.FAILED) {
      xml.writeStartElement("failure");
      xml.writeAttribute("message", plain(each.detail()));
      xml.writeAttribute("type", each.group()); // without a type some readers see no failure
      xml.writeCharacters(plain(each.detail()));
      xml.writeEndElement();
    } else if (each.state() == State.SKIPPED) {
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", plain(each.detail()));
    } else {
      xml.writeStartElement("system-out");
      xml.writeCharacters(plain(each.detail()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  /** Names come from elsewhere; what XML 1.0 cannot hold is left out. */
  private static String plain(String text) {
    return text.codePoints()
        .filter(c -> c == '\t' || c == '\n' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF))
        .filter(c -> c < 0xD800 || c > 0xDFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
