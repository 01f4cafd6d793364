package io.guanjia.billing;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What premises owe and were charged, with the basis of each amount. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class ChargeApi {
    private static final int MOST = 500;

    private final Charges charges;

    ChargeApi(Charges charges) {
        this.charges = charges;
    }

    record PieceBody(
            LocalDate from,
            LocalDate to,
            BigDecimal quantity,
            BigDecimal unitPrice,
            @OpaqueId @Nullable Long tariffId) {}

    record BasisBody(
            List<PieceBody> pieces,
            Money wholeFen,
            int days,
            int daysBefore,
            int daysBorne,
            int monthDays,
            String dayBasis,
            String formula) {}

    record ChargeBody(
            @OpaqueId long id,
            @OpaqueId long premisesId,
            String premises,
            @OpaqueId long itemId,
            String item,
            FeeClass feeClass,
            FundClass fundClass,
            Month month,
            LocalDate from,
            LocalDate to,
            Money amountFen,
            Money netFen,
            Money taxFen,
            Money openFen,
            LocalDate dueOn,
            @OpaqueId long payerId,
            String payer,
            Charge.State state,
            @OpaqueId @Nullable Long billRunId,
            @OpaqueId @Nullable Long oneOffChargeId,
            @OpaqueId @Nullable Long openingId,
            @Nullable String openingBasis,
            LocalDate postedOn,
            @Nullable LocalDate reversedOn,
            BasisBody basis) {}

    /** @param state {@code open} leaves out what is settled or reversed */
    @GetMapping("/premises/{p}/charges")
    Page<ChargeBody> ofPremises(
            @PathVariable long c, @PathVariable long p, @RequestParam(defaultValue = "all") String state) {
        boolean openOnly = state.toLowerCase(Locale.ROOT).equals("open");
        List<Charge> found = openOnly ? charges.openOf(c, p) : charges.of(c, p, MOST);
        return new Page<>(found.stream().map(this::body).toList(), null);
    }

    /** The latest posted first. @param premises the code, not the id */
    @GetMapping("/charges")
    Page<ChargeBody> all(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable Month month,
            @RequestParam(required = false) @Nullable Long item,
            @RequestParam(required = false) @Nullable String premises,
            @RequestParam(required = false) @Nullable Long billRun,
            @RequestParam(required = false) Charge.@Nullable State state,
            Paging paging) {
        return charges.page(c, new ChargeFilter(month, item, premises, billRun, state), paging)
                .map(this::body);
    }

    @GetMapping("/charges/{id}")
    ChargeBody charge(@PathVariable long c, @PathVariable long id) {
        return body(charges.get(c, id));
    }

    private ChargeBody body(Charge charge) {
        OpenCharge line = charge.line();
        return new ChargeBody(
                line.id(),
                line.premisesId(),
                line.premisesCode(),
                line.itemId(),
                line.itemName(),
                line.feeClass(),
                line.fundClass(),
                line.month(),
                line.span().from(),
                Objects.requireNonNull(line.span().to()),
                line.amount(),
                charge.net(),
                charge.tax(),
                line.open(),
                line.dueOn(),
                line.payerId(),
                line.payerName(),
                charge.state(),
                charge.billRunId(),
                charge.oneOffId(),
                charge.openingId(),
                charge.openingBasis(),
                charge.postedOn(),
                charge.reversedOn(),
                basis(charge));
    }

    private BasisBody basis(Charge charge) {
        Basis basis = charge.basis();
        return new BasisBody(
                basis.pieces().stream()
                        .map(piece -> new PieceBody(
                                piece.span().from(),
                                Objects.requireNonNull(piece.span().to()),
                                piece.quantity(),
                                piece.unitPrice(),
                                piece.tariffId()))
                        .toList(),
                basis.whole(),
                basis.days(),
                basis.daysBefore(),
                basis.daysBorne(),
                basis.monthDays(),
                basis.dayBasis().name(),
                charges.explain(charge));
    }
}
