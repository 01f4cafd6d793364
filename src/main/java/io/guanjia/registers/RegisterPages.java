package io.guanjia.registers;

import io.guanjia.web.Paging;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The page of every register that needs none of its own; the others are led to theirs. */
@Controller
class RegisterPages {

    private final RegisterLists lists;
    private final Asking asking;

    RegisterPages(RegisterLists lists, Asking asking) {
        this.lists = lists;
        this.asking = asking;
    }

    @GetMapping("/communities/{c}/registers/{register}")
    String list(
            @PathVariable long c,
            @PathVariable("register") String code,
            HttpServletRequest request,
            Paging paging,
            Model model) {
        Register register = asking.register(code);
        return register.address().equals(Register.SHARED_PAGE + code)
                ? lists.show(register, c, request, paging, model, "registers/register")
                : "redirect:" + register.address().replace("{c}", String.valueOf(c));
    }
}
