package io.guanjia.utilities;

import io.guanjia.kernel.Refusal;
import java.util.List;

/** What was read cannot be; the code is that of a rejected row of an import. */
public final class WrongReading extends Refusal {

    private static final long serialVersionUID = 1L;

    WrongReading(String code, List<String> arguments) {
        super(code, arguments.toArray());
    }
}
