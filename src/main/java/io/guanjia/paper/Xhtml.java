package io.guanjia.paper;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads the documents: {@code <!DOCTYPE html>} may stand first, no other document type and no entity may. */
final class Xhtml {

    private static final String HTML_DOCTYPE = "<!DOCTYPE html>";

    private Xhtml() {}

    static Document parse(String xhtml) {
        String text = xhtml.strip();
        String document = text.regionMatches(true, 0, HTML_DOCTYPE, 0, HTML_DOCTYPE.length())
                ? text.substring(HTML_DOCTYPE.length())
                : text;
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            // the default handler would write to the standard error stream
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(document.strip())));
        } catch (SAXException malformed) {
            throw new IllegalArgumentException("A document to print must be well-formed XHTML", malformed);
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setXIncludeAware(false);
        factory.setNamespaceAware(true);
        return factory;
    }
}
