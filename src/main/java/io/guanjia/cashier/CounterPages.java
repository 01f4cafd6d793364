package io.guanjia.cashier;

import io.guanjia.cashier.Counter.Day;
import io.guanjia.cashier.Counter.Household;
import io.guanjia.cashier.Counter.Opened;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.Text;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The counter (收费台): find the household, tick, take the money, print the receipt; without the mouse. */
@Controller
@RequestMapping("/communities/{c}/counter")
class CounterPages {
    private static final String VIEW = "cashier/counter";

    private final Counter counter;
    private final Payments payments;
    private final FormErrors formErrors;

    CounterPages(Counter counter, Payments payments, FormErrors formErrors) {
        this.counter = counter;
        this.payments = payments;
        this.formErrors = formErrors;
    }

    /** @param refusal why the money was not taken, null as a rule */
    record CounterPage(
            long c,
            Day day,
            List<Opened> opened,
            List<Household> alsoTheirs,
            List<Choice> payers,
            List<TenderKind> kinds,
            List<Choice> feeClasses,
            @Nullable Text refusal) {

        public Money owed() {
            return Money.sum(opened.stream().map(Opened::owed));
        }

        public List<Long> premises() {
            return opened.stream().map(one -> one.household().premisesId()).toList();
        }

        public List<Long> with(long premisesId) {
            return also(premises(), premisesId);
        }

        public List<Long> without(long premisesId) {
            return premises().stream().filter(id -> id != premisesId).toList();
        }
    }

    record FoundPage(long c, List<Long> with, List<Household> found, String text) {
        public List<Long> with(long premisesId) {
            return also(with, premisesId);
        }
    }

    private static List<Long> also(List<Long> premises, long another) {
        return Stream.concat(premises.stream(), Stream.of(another)).distinct().toList();
    }

    @GetMapping
    String counter(@PathVariable long c, @RequestParam(defaultValue = "") List<Long> premises, Model model) {
        List<Opened> opened = counter.open(c, premises);
        model.addAttribute("form", CounterForm.blank(opened));
        model.addAttribute("page", page(c, opened, null));
        return VIEW;
    }

    /** Asked while somebody types. */
    @GetMapping("/households")
    String households(
            @PathVariable long c,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") List<Long> with,
            Model model) {
        model.addAttribute("page", new FoundPage(c, with, counter.find(c, text), text));
        return "cashier/found";
    }

    /** htmx is told where to go on; without it the answer is an ordinary redirect. */
    @PostMapping
    @Nullable
    String take(
            @PathVariable long c,
            IdempotencyKey key,
            @ModelAttribute("form") CounterForm form,
            BindingResult errors,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean htmx,
            HttpServletResponse response,
            Model model) {
        Text refusal = null;
        if (!errors.hasErrors()) {
            try {
                Payment paid = payments.take(c, key.value(), form.payment()).value();
                String receipt = "/communities/" + c + "/receipts/" + paid.receiptNumber() + "?taken";
                if (!htmx) {
                    return "redirect:" + receipt;
                }
                response.setHeader("HX-Redirect", receipt);
                return null;
            } catch (InvalidInput invalid) {
                formErrors.add(errors, asInTheForm(invalid));
            } catch (Refusal refused) {
                refusal = Text.of("refusal." + refused.code(), refused.arguments());
                response.setStatus(HttpStatus.CONFLICT.value());
            }
        }
        model.addAttribute("page", page(c, counter.open(c, form.premises()), refusal));
        return VIEW;
    }

    /** The payment names its amounts as the API does: tenders[0].amountFen. */
    private static InvalidInput asInTheForm(InvalidInput invalid) {
        return new InvalidInput(invalid.problems().stream()
                .map(problem -> new InvalidInput.Problem(
                        problem.field().replaceFirst("Fen$", ""), problem.code(), problem.arguments()))
                .toList());
    }

    private CounterPage page(long c, List<Opened> opened, @Nullable Text refusal) {
        return new CounterPage(
                c,
                counter.day(c),
                opened,
                opened.isEmpty() ? List.of() : counter.alsoTheirs(c, opened),
                payers(opened),
                List.of(TenderKind.values()),
                Choice.of("cashier.fee-class", FeeClass.values()),
                refusal);
    }

    /** Who answers for the premises now, then whoever else owes something here. */
    private static List<Choice> payers(List<Opened> opened) {
        Map<Long, String> payers = new LinkedHashMap<>();
        for (Opened one : opened) {
            Household household = one.household();
            if (household.payerId() != null && household.payer() != null) {
                payers.put(household.payerId(), household.payer());
            }
        }
        opened.forEach(
                one -> one.charges().forEach(charge -> payers.putIfAbsent(charge.payerId(), charge.payerName())));
        return payers.entrySet().stream()
                .map(payer -> Choice.of(payer.getKey(), payer.getValue()))
                .toList();
    }
}
