package io.guanjia.registers;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Choice;
import io.guanjia.web.Paging;
import io.guanjia.web.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Puts a register on a page: its controller calls {@link #show}, its template the fragment {@code fragments/register :: list}. */
@Component
public class RegisterLists {

    static final String VIEW = "view";

    private final Registers registers;
    private final Asking asking;
    private final SavedViews views;
    private final ObjectProvider<BulkAction> actions;
    private final Access access;

    RegisterLists(
            Registers registers, Asking asking, SavedViews views, ObjectProvider<BulkAction> actions, Access access) {
        this.registers = registers;
        this.asking = asking;
        this.views = views;
        this.actions = actions;
        this.access = access;
    }

    /** A filter as it stands above the list. @param value what stands in the address */
    record Field(Filter filter, List<Choice> options, String value) {

        public String kind() {
            return filter.kind().name();
        }

        public String code() {
            return filter.code();
        }

        public String label() {
            return filter.label();
        }

        public @Nullable String hint() {
            return filter.hint();
        }
    }

    /** @param href orders by it, the other way round when it is the order already; @param sorted aria-sort */
    record Head(
            Column column, @Nullable String href, @Nullable String sorted) {}

    /** A column in the order in which it can be chosen. */
    record Offered(Column column, boolean shown, boolean fixed) {

        public boolean sortable() {
            return column.sort() != null;
        }
    }

    /** @param day that is asked for, unless it is today: an address kept for tomorrow shows tomorrow */
    record Shown(
            long c,
            Register register,
            Asked asked,
            @Nullable LocalDate day,
            String path,
            List<Field> filters,
            List<Head> heads,
            List<Offered> offered,
            Listing listing,
            String query,
            List<SavedView> views,
            @Nullable SavedView view,
            List<Choice> actions,
            boolean mayShare,
            boolean mayReveal) {

        /** Whether the address says something else than the view that is open keeps. */
        public boolean changed() {
            return view != null && !view.query().equals(query);
        }

        public boolean narrowed() {
            return !asked.filters().isEmpty();
        }
    }

    /**
     * @param template inserts {@code fragments/register :: list}, which reads the model attribute {@code register}
     * @return its name, or the way to the viewer's default view when the address is bare
     */
    public String show(
            Register register, long c, HttpServletRequest request, Paging paging, Model model, String template) {
        Map<String, String[]> parameters = request.getParameterMap();
        String path = register.address().replace("{c}", String.valueOf(c));
        Asked asked = asking.read(register, c, parameters);
        if (parameters.isEmpty()) {
            Optional<SavedView> first = views.first(register, c);
            if (first.isPresent() && fits(register, c, first.get())) {
                return "redirect:" + first.get().address(path);
            }
        }
        List<SavedView> kept = views.of(register, c);
        SavedView view = kept.stream()
                .filter(one -> String.valueOf(one.id()).equals(request.getParameter(VIEW)))
                .findFirst()
                .orElse(null);
        model.addAttribute("register", shown(register, asked, path, paging, kept, view));
        return template;
    }

    /** A view outlives the building or the area that it filters by; then the register opens as it is. */
    private boolean fits(Register register, long c, SavedView view) {
        try {
            asking.read(register, c, view.query());
            return true;
        } catch (InvalidInput gone) {
            return false;
        }
    }

    private Shown shown(
            Register register,
            Asked asked,
            String path,
            Paging paging,
            List<SavedView> kept,
            @Nullable SavedView view) {
        long c = asked.community();
        Listing listing = registers.page(register, asked, paging);
        return new Shown(
                c,
                register,
                asked,
                asking.isToday(asked.on()) ? null : asked.on(),
                path,
                asking.filters(register, c).stream()
                        .map(one -> field(one, asked))
                        .toList(),
                listing.columns().stream()
                        .map(one -> head(register, asked, path, view, one))
                        .toList(),
                offered(register, asked, listing.columns()),
                listing,
                asking.query(asked),
                kept,
                view,
                actions.orderedStream()
                        .filter(one -> one.register().equals(register.code()) && access.may(one.permission(), c))
                        .map(one -> new Choice(one.code(), Text.of(one.label())))
                        .toList(),
                views.mayShare(c),
                access.may(Permission.RESIDENTS_REVEAL, c)
                        && listing.columns().stream().anyMatch(Column::isPersonal));
    }

    private static Field field(Filter filter, Asked asked) {
        return new Field(
                filter, filter.options(asked.community()), asked.filters().getOrDefault(filter.code(), ""));
    }

    private Head head(Register register, Asked asked, String path, @Nullable SavedView view, Column column) {
        if (column.sort() == null) {
            return new Head(column, null, null);
        }
        boolean down = asked.sort() != null && asked.sort().startsWith("-");
        boolean here = asking.sort(register, asked).code().equals(column.code());
        String next = here && !down ? "-" + column.code() : column.code();
        Asked other = new Asked(asked.community(), asked.on(), asked.filters(), asked.columns(), next);
        String at = view == null ? "" : "&" + VIEW + "=" + view.id();
        return new Head(
                column, path + "?" + asking.query(other) + at, here ? (down ? "descending" : "ascending") : null);
    }

    /** Those that are shown in their order, then the others. */
    private List<Offered> offered(Register register, Asked asked, List<Column> shown) {
        List<Column> all = new ArrayList<>(shown);
        asking.offered(register, asked.community()).stream()
                .filter(column -> !shown.contains(column))
                .forEach(all::add);
        return all.stream()
                .map(column -> new Offered(
                        column,
                        shown.contains(column),
                        column.equals(register.columns().get(0))))
                .toList();
    }
}
