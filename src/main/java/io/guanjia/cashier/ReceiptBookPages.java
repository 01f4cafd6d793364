package io.guanjia.cashier;

import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.Texts;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The stock of receipt books on the screen, and 票据领用情况表 of each. */
@Controller
@RequestMapping("/communities/{c}/receipt-books")
class ReceiptBookPages {
    private static final int DIGITS_USUAL = 7;

    private final ReceiptBooks books;
    private final Receipts receipts;
    private final Appointments appointments;
    private final Access access;
    private final Flash flash;
    private final FormErrors formErrors;
    private final Texts texts;

    ReceiptBookPages(
            ReceiptBooks books,
            Receipts receipts,
            Appointments appointments,
            Access access,
            Flash flash,
            FormErrors formErrors,
            Texts texts) {
        this.books = books;
        this.receipts = receipts;
        this.appointments = appointments;
        this.access = access;
        this.flash = flash;
        this.formErrors = formErrors;
        this.texts = texts;
    }

    record ListPage(long c, List<ReceiptBook> books, boolean mayStock) {}

    record FormPage(long c, List<Choice> layouts) {}

    record BookPage(
            long c,
            ReceiptBook book,
            List<BookMove> moves,
            List<Receipt> used,
            boolean mayStock,
            List<Choice> collectors) {}

    /** @param copies names of the copies in one line */
    record BookForm(
            @Nullable String prefix,
            @NotNull Long firstNo,
            @NotNull Long lastNo,
            @NotNull Integer digits,
            @NotBlank String copies,
            @NotNull ReceiptLayout layout) {
        NewBook book() {
            List<String> names = Arrays.stream(copies.split("[\\s、,，;；]+"))
                    .filter(name -> !name.isBlank())
                    .toList();
            return new NewBook(prefix == null ? "" : prefix, firstNo, lastNo, digits, names, layout);
        }
    }

    @GetMapping
    String list(@PathVariable long c, Model model) {
        model.addAttribute("page", new ListPage(c, books.all(c), access.may(Permission.BOOK_STOCK, c)));
        return "cashier/receipt-books";
    }

    @GetMapping("/new")
    @SuppressWarnings("NullAway") // an empty form
    String form(@PathVariable long c, Model model) {
        access.require(Permission.BOOK_STOCK, c);
        String usual = texts.of("cashier.book.copies.usual");
        model.addAttribute("form", new BookForm("", null, null, DIGITS_USUAL, usual, ReceiptLayout.PLAIN));
        model.addAttribute("page", formPage(c));
        return "cashier/receipt-book-new";
    }

    @PostMapping
    String register(
            @PathVariable long c,
            @Valid @ModelAttribute("form") BookForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        access.require(Permission.BOOK_STOCK, c);
        if (!errors.hasErrors()) {
            try {
                ReceiptBook book = books.register(c, form.book());
                flash.success(redirect, "cashier.books.registered", book.first(), book.last());
                return "redirect:/communities/" + c + "/receipt-books/" + book.id();
            } catch (InvalidInput invalid) {
                formErrors.add(errors, invalid);
            } catch (Refusal refused) {
                formErrors.add(errors, refused);
            }
        }
        model.addAttribute("page", formPage(c));
        return "cashier/receipt-book-new";
    }

    @GetMapping("/{id}")
    String book(@PathVariable long c, @PathVariable long id, Model model) {
        boolean mayStock = access.may(Permission.BOOK_STOCK, c);
        List<Choice> collectors = appointments.holders(c, Permission.COLLECT).stream()
                .filter(collector -> collector.id() != access.actor())
                .map(collector -> Choice.of(collector.id(), collector.name()))
                .toList();
        model.addAttribute(
                "page",
                new BookPage(c, books.get(c, id), books.moves(c, id), receipts.ofBook(c, id), mayStock, collectors));
        return "cashier/receipt-book";
    }

    @PostMapping("/{id}/issue")
    String issue(@PathVariable long c, @PathVariable long id, @RequestParam long holder, RedirectAttributes redirect) {
        books.issue(c, id, holder);
        flash.success(redirect, "cashier.book.issue.done", access.nameOf(holder));
        return "redirect:/communities/" + c + "/receipt-books/" + id;
    }

    @PostMapping("/{id}/return")
    String takeBack(@PathVariable long c, @PathVariable long id, RedirectAttributes redirect) {
        books.takeBack(c, id);
        flash.success(redirect, "cashier.book.take-back.done");
        return "redirect:/communities/" + c + "/receipt-books/" + id;
    }

    private static FormPage formPage(long c) {
        return new FormPage(c, Choice.of("cashier.book.layout", ReceiptLayout.values()));
    }
}
