package io.guanjia.registers;

import io.guanjia.kernel.Refusal;
import java.util.List;

/** Some of the selected rows cannot be done, so none is; the page says which and why. */
public final class RowsRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    private final transient List<Refusal> each;

    public RowsRefused(List<Refusal> each) {
        super("register-rows-refused", each.size());
        this.each = List.copyOf(each);
    }

    List<Refusal> each() {
        return each;
    }
}
