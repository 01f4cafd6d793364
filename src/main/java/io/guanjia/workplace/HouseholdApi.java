package io.guanjia.workplace;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.estate.Premises;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Occupant;
import io.guanjia.residents.Occupant.Role;
import io.guanjia.web.OpaqueId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** One premises with its current owner and occupants, masked, and its balance. */
@RestController
class HouseholdApi {

    private final Dossiers dossiers;

    HouseholdApi(Dossiers dossiers) {
        this.dossiers = dossiers;
    }

    record PersonJson(@OpaqueId long id, String name) {}

    record PayerJson(
            @OpaqueId long id,
            String name,
            String basis,
            @OpaqueId long ownerId,
            String owner) {}

    /** @param owedFen what is open now; null for those who may not read bills, like {@code prepaidFen} */
    record PremisesJson(
            @OpaqueId long id,
            PremisesKind kind,
            String code,
            @Nullable String building,
            @Nullable String entrance,
            PremisesStatus status,
            @Nullable LocalDate deliveredOn,
            @Nullable BigDecimal squareMetres,
            @Nullable PayerJson payer,
            List<PersonJson> owners,
            List<PersonJson> tenants,
            @Nullable Money owedFen,
            @Nullable Money prepaidFen,
            int version) {}

    @GetMapping("/api/v1/communities/{c}/premises/{p}")
    PremisesJson premises(@PathVariable long c, @PathVariable long p) {
        Dossier dossier = dossiers.of(c, p);
        Premises premises = dossier.premises();
        Dossier.Account account = dossier.account();
        return new PremisesJson(
                premises.id(),
                premises.kind(),
                premises.code(),
                premises.buildingCode(),
                premises.entranceCode(),
                premises.status(),
                premises.deliveredOn(),
                premises.area() == null ? null : premises.area().squareMetres(),
                payer(dossier.residents()),
                named(dossier, Role.OWNER, Role.CO_OWNER),
                named(dossier, Role.TENANT),
                account == null ? null : account.owed(),
                account == null ? null : account.prepaid(),
                premises.version());
    }

    private static @Nullable PayerJson payer(Dossier.@Nullable Residents residents) {
        Occupant payer = residents == null ? null : residents.payer();
        return residents == null || payer == null
                ? null
                : new PayerJson(
                        payer.personId(),
                        payer.maskedName(),
                        String.valueOf(payer.basis()),
                        payer.ownerId(),
                        residents.maskedLiable(payer));
    }

    private static List<PersonJson> named(Dossier dossier, Role... roles) {
        Dossier.Residents residents = dossier.residents();
        return residents == null
                ? List.of()
                : residents.people().stream()
                        .filter(one ->
                                one.holds(dossier.today()) && List.of(roles).contains(one.role()))
                        .map(one -> new PersonJson(one.personId(), one.maskedName()))
                        .toList();
    }
}
