package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Lets a parser read only so much before it has something to show for it: an attribute, a comment or a name would otherwise grow in
 * memory as long as the part does.
 */
final class PacedReader extends FilterReader {

    private static final int MOST_AT_ONCE = 1 << 20;

    private int sinceLast;

    PacedReader(Reader in) {
        super(in);
    }

    /** The parser has handed over what it read. */
    void progressed() {
        sinceLast = 0;
    }

    @Override
    public int read() throws IOException {
        return counted(super.read(), 1);
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, length);
        return counted(read, read);
    }

    private int counted(int answer, int characters) {
        sinceLast += Math.max(0, characters);
        if (sinceLast > MOST_AT_ONCE) {
            throw new UnreadableWorkbook(TOO_LARGE);
        }
        return answer;
    }
}
