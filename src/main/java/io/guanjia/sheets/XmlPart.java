package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.DAMAGED;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.UNSAFE;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One part of a workbook, walked element by element in memory that does not grow with it. A document type or an entity of its own
 * ends the walk: {@code UNSAFE}.
 */
final class XmlPart implements AutoCloseable {

    /** What Excel allows in one cell; longer text is nobody's typing. */
    private static final int LONGEST_TEXT = 32_767;

    /**
     * The deepest that spreadsheet programs nest is about twenty; the parser remembers every element that is still open, and that of
     * newer JDKs calls the hundred and first damaged.
     */
    private static final int DEEPEST = 50;
    /** The format knows some thousand names; the parser remembers every name that it has ever read. */
    private static final int MOST_NAMES = 10_000;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final InputStream in;
    private final PacedReader paced;
    private final XMLStreamReader reader;
    private final Set<String> names = new HashSet<>();
    private int depth;
    private int event;

    XmlPart(InputStream in) {
        this.in = in;
        try {
            paced = new PacedReader(text(in));
            reader = factory().createXMLStreamReader(paced);
            event = reader.getEventType();
        } catch (XMLStreamException | IOException | RuntimeException damaged) {
            close();
            throw refused(damaged);
        }
    }

    /** Goes to the next start or end of an element; false at the end of the part. */
    boolean next() {
        do {
            if (!advance()) {
                return false;
            }
        } while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT);
        return true;
    }

    boolean starts(String element) {
        return event == XMLStreamConstants.START_ELEMENT && element.equals(reader.getLocalName());
    }

    boolean ends(String element) {
        return event == XMLStreamConstants.END_ELEMENT && element.equals(reader.getLocalName());
    }

    /** The attribute of that local name, in whatever namespace. */
    @Nullable
    String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    String required(String name) {
        String value = attribute(name);
        if (value == null) {
            throw new UnreadableWorkbook(DAMAGED);
        }
        return value;
    }

    /** The text up to the end of the element that has just started. */
    String text(String element) {
        StringBuilder text = new StringBuilder();
        while (advance()) {
            if (ends(element)) {
                return unescaped(text.toString());
            }
            append(text);
        }
        throw new UnreadableWorkbook(DAMAGED);
    }

    /** The text of all runs of a shared or inline string; what tells how to pronounce it (rPh) is left out. */
    String richText(String element) {
        StringBuilder text = new StringBuilder();
        while (next()) {
            if (ends(element)) {
                return text.toString();
            } else if (starts("t")) {
                limited(text.append(text("t")));
            } else if (starts("rPh")) {
                text("rPh");
            }
        }
        throw new UnreadableWorkbook(DAMAGED);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException damaged) {
            throw new UnreadableWorkbook(DAMAGED, damaged);
        }
    }

    /** One for each part: the JDK does not promise that a factory may be shared between threads. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("A workbook part must not point outside itself");
        });
        return factory;
    }

    /**
     * Parts are written in UTF-8, or in UTF-16 with its mark. Decoding here and not in the parser keeps broken bytes from being
     * reported on the standard error stream.
     */
    private static Reader text(InputStream in) throws IOException {
        PushbackInputStream ahead = new PushbackInputStream(in, 3);
        byte[] start = ahead.readNBytes(3);
        boolean wide = start.length > 1 && (start[0] & start[1]) == (byte) 0xFE;
        boolean marked = start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB;
        if (!marked) {
            ahead.unread(start);
        }
        return new InputStreamReader(ahead, (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8).newDecoder());
    }

    private boolean advance() {
        try {
            if (!reader.hasNext()) {
                return false;
            }
            event = reader.next();
            paced.progressed();
        } catch (XMLStreamException | RuntimeException damaged) {
            throw refused(damaged);
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
            remember();
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableWorkbook(UNSAFE);
        }
        return true;
    }

    private void remember() {
        names.add(reader.getLocalName());
        remember(reader.getPrefix());
        for (int at = reader.getAttributeCount() - 1; at >= 0; at--) {
            names.add(reader.getAttributeLocalName(at));
            remember(reader.getAttributePrefix(at));
        }
        for (int at = reader.getNamespaceCount() - 1; at >= 0; at--) {
            remember(reader.getNamespacePrefix(at));
            remember(reader.getNamespaceURI(at));
        }
        if (depth > DEEPEST || names.size() > MOST_NAMES) {
            throw new UnreadableWorkbook(TOO_LARGE);
        }
    }

    private void remember(@Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }

    /** The parser wraps what its reader says. */
    private static UnreadableWorkbook refused(Exception damaged) {
        return damaged instanceof UnreadableWorkbook said ? said : new UnreadableWorkbook(DAMAGED, damaged);
    }

    private void append(StringBuilder text) {
        if (event == XMLStreamConstants.CHARACTERS
                || event == XMLStreamConstants.CDATA
                || event == XMLStreamConstants.SPACE) {
            text.append(reader.getText());
            limited(text);
        }
    }

    private static StringBuilder limited(StringBuilder text) {
        if (text.length() > LONGEST_TEXT) {
            throw new UnreadableWorkbook(DAMAGED);
        }
        return text;
    }

    /** Excel writes characters that XML cannot hold as {@code _x000D_}. */
    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text).replaceAll(found -> {
                    String character = String.valueOf((char) Integer.parseInt(found.group(1), 16));
                    return Matcher.quoteReplacement(character);
                })
                : text;
    }
}
