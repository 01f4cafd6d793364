package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import java.time.Instant;
import java.time.LocalDate;

/** A float (备用金) issued (positive), returned or written off (negative), and by whom. */
public record FloatMovement(
        @OpaqueId long id,
        @OpaqueId long holderId,
        String holder,
        @JsonProperty("amountFen") Money amount,
        LocalDate movedOn,
        Instant movedAt,
        String movedBy) {}
