package io.guanjia.cashier;

import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.TimelineEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

/** A receipt on the screen: what it says, printing it, voiding it with a second person. */
@Controller
@RequestMapping("/communities/{c}/receipts/{number}")
class ReceiptPages {
    private final Receipts receipts;
    private final Voids voids;
    private final ReceiptBooks books;
    private final Access access;
    private final Flash flash;
    private final FormErrors formErrors;

    ReceiptPages(
            Receipts receipts, Voids voids, ReceiptBooks books, Access access, Flash flash, FormErrors formErrors) {
        this.receipts = receipts;
        this.voids = voids;
        this.books = books;
        this.access = access;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    /** @param taken just now, at the counter */
    record ReceiptPage(
            long c,
            Receipt receipt,
            boolean taken,
            boolean mayPrint,
            boolean mayRequestVoid,
            boolean mayConfirmVoid,
            boolean mayWithdraw,
            List<TimelineEntry> timeline) {}

    record VoidPage(long c, String number, List<String> copies, boolean blank) {}

    record VoidForm(@Nullable String reason, @Nullable List<String> copies) {
        RequestVoid request() {
            return new RequestVoid(reason == null ? "" : reason, copies == null ? List.of() : copies);
        }

        public boolean ticked(String copy) {
            return copies != null && copies.contains(copy);
        }
    }

    @GetMapping
    String receipt(
            @PathVariable long c,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String taken,
            Model model) {
        Receipt receipt = receipts.get(c, number);
        boolean mine = receipt.issuedBy() == access.actor();
        boolean waits = receipt.state() == ReceiptState.VOID_REQUESTED;
        model.addAttribute(
                "page",
                new ReceiptPage(
                        c,
                        receipt,
                        taken != null,
                        !receipt.isSpoiledBlank() && (mine || receipt.prints() > 0),
                        mine && receipt.state() == ReceiptState.ISSUED,
                        waits && !mine && access.may(Permission.VOID_CONFIRM, c),
                        waits && mine && !receipt.isSpoiledBlank(),
                        receipts.timeline(c, receipt)));
        return "cashier/receipt";
    }

    /** Each request is one printing, so it is a POST and the answer is kept nowhere. */
    @PostMapping("/print")
    ResponseEntity<byte[]> print(@PathVariable long c, @PathVariable String number) {
        byte[] pdf = receipts.print(c, number);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename("receipt-" + number + ".pdf")
                                .build()
                                .toString())
                .body(pdf);
    }

    /** What was printed is not asked for again by its address. */
    @GetMapping("/print")
    String printed(@PathVariable long c, @PathVariable String number) {
        return "redirect:" + address(c, number);
    }

    @GetMapping("/void")
    String voidForm(@PathVariable long c, @PathVariable String number, Model model) {
        model.addAttribute("form", new VoidForm("", List.of()));
        model.addAttribute("page", voidPage(c, number));
        return "cashier/void";
    }

    @PostMapping("/void")
    String requestVoid(
            @PathVariable long c,
            @PathVariable String number,
            IdempotencyKey key,
            @ModelAttribute("form") VoidForm form,
            BindingResult errors,
            Model model) {
        VoidPage page = voidPage(c, number);
        try {
            voids.request(c, key.value(), number, form.request());
            return "redirect:" + address(c, number);
        } catch (InvalidInput invalid) {
            formErrors.add(errors, invalid);
        } catch (Refusal refused) {
            formErrors.add(errors, refused);
        }
        model.addAttribute("page", page);
        return "cashier/void";
    }

    @PostMapping("/void/confirmation")
    String confirmVoid(
            @PathVariable long c, @PathVariable String number, IdempotencyKey key, RedirectAttributes redirect) {
        voids.confirm(c, key.value(), number);
        flash.success(redirect, "cashier.receipt.void.confirmed");
        return "redirect:" + address(c, number);
    }

    @PostMapping("/void/withdrawal")
    String withdraw(@PathVariable long c, @PathVariable String number, RedirectAttributes redirect) {
        voids.withdraw(c, number);
        flash.success(redirect, "cashier.receipt.void.withdrawn");
        return "redirect:" + address(c, number);
    }

    /** Of a receipt, or of the next blank of the own book. */
    private VoidPage voidPage(long c, String number) {
        return books.own(c)
                .filter(book -> book.next().equals(number))
                .map(book -> new VoidPage(c, number, book.copies(), true))
                .orElseGet(() -> new VoidPage(c, number, receipts.get(c, number).copies(), false));
    }

    private static String address(long c, String number) {
        return "/communities/" + c + "/receipts/" + number;
    }
}
