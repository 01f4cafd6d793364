package io.guanjia;

import io.guanjia.imports.CellsFuzz;
import io.guanjia.sheets.CsvFuzz;
import io.guanjia.sheets.XlsxFuzz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All readers in one program, which takes long to start: the first byte says which one reads the others. */
public final class ReadersFuzz {

    private ReadersFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        switch (input[0] & 3) {
            case 0 -> XlsxFuzz.fuzzerTestOneInput(rest);
            case 1 -> CsvFuzz.fuzzerTestOneInput(rest);
            default -> CellsFuzz.fuzzerTestOneInput(rest);
        }
    }

    static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        XlsxFuzz.seeds().forEach(seed -> seeds.add(behind(0, seed)));
        CsvFuzz.seeds().forEach(seed -> seeds.add(behind(1, seed)));
        CellsFuzz.seeds().forEach(seed -> seeds.add(behind(2, seed)));
        return seeds;
    }

    private static byte[] behind(int first, byte[] rest) {
        byte[] seed = new byte[rest.length + 1];
        seed[0] = (byte) first;
        System.arraycopy(rest, 0, seed, 1, rest.length);
        return seed;
    }
}
