package io.guanjia.registers;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is to be done to the selected rows: how many they are, what must be said with it, and the deed. */
@Controller
@RequestMapping("/communities/{c}/registers/{register}/action")
class BulkPages {

    /** Inputs may be called like filters; in the address they are kept apart. */
    private static final String SAID = "to-";

    private static final int NAMED = 12;
    private static final int REFUSED_SHOWN = 30;

    private final BulkActions actions;
    private final Registers registers;
    private final Asking asking;
    private final Texts texts;
    private final Flash flash;

    BulkPages(BulkActions actions, Registers registers, Asking asking, Texts texts, Flash flash) {
        this.actions = actions;
        this.registers = registers;
        this.asking = asking;
        this.texts = texts;
        this.flash = flash;
    }

    record Field(BulkAction.Input input, String value) {

        public String name() {
            return SAID + input.name();
        }

        public String label() {
            return input.label();
        }

        public List<Choice> options() {
            return input.options();
        }

        public String kind() {
            return input.kind().name();
        }
    }

    record Page(
            BulkActions.Wanted wanted,
            String title,
            String label,
            String back,
            List<Field> fields,
            int count,
            List<Object> names,
            boolean later,
            List<String> problems) {}

    @GetMapping
    String ask(
            @PathVariable long c,
            @PathVariable("register") String code,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(defaultValue = "") String filters,
            @RequestParam(required = false) @Nullable List<Long> ids,
            @RequestParam(defaultValue = "false") boolean all,
            Model model) {
        Register register = asking.register(code);
        if (action == null || action.isEmpty() || (ids == null && !all)) {
            return "redirect:" + back(register, c, written(register, c, filters));
        }
        return page(new BulkActions.Wanted(c, code, action, filters, all ? null : ids, Map.of()), List.of(), model);
    }

    @PostMapping
    String act(
            @PathVariable long c,
            @PathVariable("register") String code,
            @RequestParam String action,
            @RequestParam(defaultValue = "") String filters,
            @RequestParam(required = false) @Nullable List<Long> ids,
            @RequestParam int expected,
            @RequestParam Map<String, String> parameters,
            IdempotencyKey key,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        BulkActions.Wanted wanted = new BulkActions.Wanted(c, code, action, filters, ids, said(parameters));
        try {
            BulkActions.Outcome outcome =
                    actions.act(key.value(), wanted, expected).value();
            if (outcome.job() != null) {
                return "redirect:/jobs/" + outcome.job();
            }
            flash.success(redirect, "register.action.done", outcome.selected(), outcome.changed());
            Register register = asking.register(code);
            return "redirect:" + back(register, c, written(register, c, filters));
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            return page(wanted, problems(wanted, invalid), model);
        } catch (Refusal refusal) {
            response.setStatus(409);
            return page(wanted, sentences(refusal), model);
        }
    }

    /** Of many refused rows the first ones. */
    private List<String> sentences(Refusal refusal) {
        List<Refusal> each = refusal instanceof RowsRefused rows ? rows.each() : List.of();
        return Stream.concat(Stream.of(refusal), each.stream().limit(REFUSED_SHOWN))
                .map(one -> texts.of("refusal." + one.code(), Arrays.asList(one.arguments())))
                .toList();
    }

    private String page(BulkActions.Wanted wanted, List<String> problems, Model model) {
        Register register = asking.register(wanted.register());
        BulkAction action = actions.action(register, wanted.action(), wanted.community());
        List<Long> rows = actions.selected(wanted);
        model.addAttribute(
                "page",
                new Page(
                        wanted,
                        register.title(),
                        action.label(),
                        back(register, wanted.community(), wanted.query()),
                        action.inputs(wanted.community()).stream()
                                .map(input -> new Field(input, wanted.said().getOrDefault(input.name(), "")))
                                .toList(),
                        rows.size(),
                        registers.names(
                                register,
                                asking.read(register, wanted.community(), wanted.query()),
                                rows.subList(0, Math.min(rows.size(), NAMED)),
                                NAMED),
                        rows.size() > BulkActions.AT_ONCE,
                        problems));
        return "registers/action";
    }

    private List<String> problems(BulkActions.Wanted wanted, InvalidInput invalid) {
        Register register = asking.register(wanted.register());
        Map<String, String> labels = new LinkedHashMap<>();
        actions.action(register, wanted.action(), wanted.community())
                .inputs(wanted.community())
                .forEach(input -> labels.put(input.name(), texts.of(input.label())));
        return invalid.problems().stream()
                .map(problem -> {
                    String sentence = texts.of("invalid." + problem.code(), problem.arguments());
                    String label = labels.get(problem.field());
                    return label == null ? sentence : texts.of("register.action.problem", label, sentence);
                })
                .toList();
    }

    private static Map<String, String> said(Map<String, String> parameters) {
        Map<String, String> said = new LinkedHashMap<>();
        parameters.forEach((name, value) -> {
            if (name.startsWith(SAID)) {
                said.put(name.substring(SAID.length()), value);
            }
        });
        return said;
    }

    /** What came with the form as it stands in addresses: nothing else goes into the header of a redirect. */
    private String written(Register register, long c, String filters) {
        return asking.query(asking.read(register, c, filters));
    }

    /** The list as it was; a bare address would open the default view instead. */
    private static String back(Register register, long c, String query) {
        return register.address().replace("{c}", String.valueOf(c)) + "?" + (query.isEmpty() ? "view=" : query);
    }
}
