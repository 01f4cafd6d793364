package io.guanjia.cashier;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Flash;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Section;
import io.guanjia.web.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The evening on the screen: sheets, counting, signing. */
@Controller
@RequestMapping("/communities/{c}/day-sheets")
class DaySheetPages {
    private static final String PIECES = "pieces-";

    private final DaySheets sheets;
    private final HandOvers handOvers;
    private final Access access;
    private final Flash flash;

    DaySheetPages(DaySheets sheets, HandOvers handOvers, Access access, Flash flash) {
        this.sheets = sheets;
        this.handOvers = handOvers;
        this.access = access;
        this.flash = flash;
    }

    record ListPage(long c, Page<DaySheet> sheets, @Nullable LocalDate on, boolean unfinished) {}

    /** One line of the counting form, with what was typed. */
    record Line(int fen, String yuan, String typed) {}

    /** @param problem why the form is shown again, null as a rule */
    record SheetPage(
            long c,
            DaySheet sheet,
            boolean mayCount,
            boolean mayAccept,
            List<Line> lines,
            String reason,
            String cheques,
            @Nullable Text problem) {

        /** Denominations nobody found in the drawer would only push the signatures to a second sheet of paper. */
        public List<Line> found() {
            return lines.stream()
                    .filter(line -> sheet.counts().stream()
                            .anyMatch(count -> count.pieces().pieces().getOrDefault(line.fen(), 0) > 0))
                    .toList();
        }
    }

    @GetMapping
    String list(
            @PathVariable long c,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(defaultValue = "false") boolean unfinished,
            Paging paging,
            Model model) {
        Page<DaySheet> found = sheets.page(c, new DaySheets.Filter(on, null, unfinished), paging);
        model.addAttribute("page", new ListPage(c, found, on, unfinished));
        return "cash/day-sheets";
    }

    @GetMapping("/{id}")
    ModelAndView sheet(@PathVariable long c, @PathVariable long id) {
        return sheet(c, id, Map.of(), null);
    }

    @PostMapping("/{id}/count")
    ModelAndView count(
            @PathVariable long c,
            @PathVariable long id,
            IdempotencyKey key,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect) {
        DaySheet sheet = sheets.get(c, id);
        try {
            var submit = new HandOvers.Submit(sheet.on(), id, counted(typed), typed.get("reason"));
            handOvers.submit(c, key.value(), submit);
        } catch (Refusal refusal) {
            return sheet(c, id, typed, Text.of("refusal." + refusal.code(), refusal.arguments()));
        } catch (InvalidInput invalid) {
            return sheet(c, id, typed, problem(invalid));
        }
        flash.success(redirect, "cash.sheet.counted.done");
        return new ModelAndView("redirect:/communities/" + c + "/day-sheets/" + id);
    }

    @PostMapping("/{id}/acceptance")
    ModelAndView accept(
            @PathVariable long c,
            @PathVariable long id,
            IdempotencyKey key,
            @RequestParam Map<String, String> typed,
            RedirectAttributes redirect) {
        try {
            var accept = new HandOvers.Accept(counted(typed), cheques(typed));
            var outcome = handOvers.accept(c, key.value(), id, accept).value();
            if (outcome.accepted()) {
                flash.success(redirect, "cash.sheet.accepted.done");
            } else {
                flash.warning(redirect, "cash.sheet.returned.done", outcome.difference());
            }
        } catch (Refusal refusal) {
            return sheet(c, id, typed, Text.of("refusal." + refusal.code(), refusal.arguments()));
        } catch (InvalidInput invalid) {
            return sheet(c, id, typed, problem(invalid));
        }
        return new ModelAndView("redirect:/communities/" + c + "/day-sheets/" + id);
    }

    private ModelAndView sheet(long c, long id, Map<String, String> typed, @Nullable Text problem) {
        DaySheet sheet = sheets.get(c, id);
        boolean mine = sheet.collectorId() == access.actor();
        boolean mayCount = mine && sheet.toCount() && access.may(Permission.COLLECT, c);
        boolean mayAccept = !mine && sheet.toAccept() && access.may(Permission.CASH_ACCEPT, c);
        List<Line> lines = CashCount.DENOMINATIONS.stream()
                .map(fen -> new Line(fen, new Money(fen).format(), typed.getOrDefault(PIECES + fen, "")))
                .toList();
        SheetPage page = new SheetPage(
                c,
                sheet,
                mayCount,
                mayAccept,
                lines,
                typed.getOrDefault("reason", ""),
                typed.getOrDefault("cheques", ""),
                problem);
        ModelAndView view = new ModelAndView("cash/day-sheet", "page", page);
        if (problem != null) view.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return view;
    }

    private static CashCount counted(Map<String, String> typed) {
        TreeMap<Integer, Integer> pieces = new TreeMap<>();
        for (int fen : CashCount.DENOMINATIONS) {
            String text = typed.getOrDefault(PIECES + fen, "").strip();
            if (text.isEmpty()) continue;
            if (!text.matches("\\d{1,7}")) {
                throw new InvalidInput(PIECES + fen, "cash-pieces", new Money(fen).format());
            }
            pieces.put(fen, Integer.valueOf(text));
        }
        return new CashCount(pieces);
    }

    private static @Nullable Money cheques(Map<String, String> typed) {
        String text = typed.getOrDefault("cheques", "").strip();
        try {
            return text.isEmpty() ? null : Money.parse(text);
        } catch (MalformedValue malformed) {
            throw new InvalidInput("cheques", "money");
        }
    }

    private static Text problem(InvalidInput invalid) {
        var first = invalid.problems().get(0);
        return Text.of("invalid." + first.code(), first.arguments().toArray());
    }

    @Bean
    static MenuEntry daySheetsMenu() {
        return new MenuEntry(
                Section.BILLING, 60, "cash.sheets", "/communities/{c}/day-sheets", Permission.CASHIER_READ.code());
    }
}
