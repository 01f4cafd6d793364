package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.IdentityNumber;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be said of a person, brought into the form in which it is stored. */
final class PersonRules {

    private static final int NAME_MAX = 200;
    private static final Pattern PHONE = Pattern.compile("[+\\d][\\d-]{4,19}");
    /** 统一社会信用代码, GB 32100: letters without I, O, S, V, Z. */
    private static final Pattern COMPANY_NUMBER = Pattern.compile("[0-9A-HJ-NP-RT-UW-Y]{18}");

    private PersonRules() {}

    /** @throws InvalidInput naming every wrong field */
    static PersonEntry checked(PersonEntry entry) {
        List<Problem> problems = new ArrayList<>();
        String name = ChineseText.clean(entry.name());
        if (name.isEmpty() || name.length() > NAME_MAX) {
            problems.add(Problem.of("name", "person-name", NAME_MAX));
        }
        String phone = blankToNull(entry.phone());
        phone = phone == null ? null : ChineseText.phone(phone);
        if (phone != null && !PHONE.matcher(phone).matches()) {
            problems.add(Problem.of("phone", "phone-malformed"));
        }
        String number = blankToNull(entry.identityNumber());
        number = number == null ? null : IdentityNumber.normal(number);
        if (number != null && !fits(entry.kind(), number)) {
            problems.add(Problem.of(
                    "identityNumber",
                    entry.kind() == PersonKind.COMPANY ? "company-number-wrong" : "identity-number-wrong"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        Gender gender = entry.kind() == PersonKind.COMPANY ? null : entry.gender();
        return new PersonEntry(entry.importKey(), entry.kind(), name, gender, phone, number);
    }

    private static boolean fits(PersonKind kind, String number) {
        return kind == PersonKind.COMPANY ? COMPANY_NUMBER.matcher(number).matches() : IdentityNumber.isValid(number);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
