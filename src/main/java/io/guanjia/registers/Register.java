package io.guanjia.registers;

import io.guanjia.identity.Permission;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A list as a room declares it, as a bean. Everything else is shared ({@code docs/pages.md}). */
public interface Register {

    /** With its code behind it, the address of a register that needs no page of its own. */
    String SHARED_PAGE = "/communities/{c}/registers/";

    /** Unique and lasting: it stands in addresses and with saved views. */
    String code();

    /** Key of its title. */
    String title();

    /** Who may see the list at all. */
    Permission permission();

    /** The page on which it stands: {@code /communities/{c}/premises}. */
    default String address() {
        return SHARED_PAGE + code();
    }

    /** The page of one row with {@code {c}} and {@code {id}} in it; null where rows have none. */
    @Nullable
    String opens();

    /** Each row of the register is one row of this table in the community. */
    Table<?> rows();

    Field<Long> community();

    /** Unique among the rows; ends every order. */
    Field<Long> id();

    /** What {@link #opens} opens. */
    default Field<Long> opened() {
        return id();
    }

    /** Which rows of the table are rows of the register. */
    default Condition standing(Asked asked) {
        return DSL.noCondition();
    }

    /** Whether a day can be asked for. */
    default boolean dated() {
        return false;
    }

    /** The first names the row and cannot be left out; it gives the order unless another is asked for. */
    List<Column> columns();

    List<Filter> filters();
}
