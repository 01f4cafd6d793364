package io.guanjia.registers;

import java.util.List;

/** Columns for a register of a lower room, as a bean of the room that knows: people do not know what they owe, their bills do. */
public interface MoreColumns {

    /** Code of the register. */
    String register();

    List<Column> columns();
}
