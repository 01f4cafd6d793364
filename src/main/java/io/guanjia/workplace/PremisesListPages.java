package io.guanjia.workplace;

import io.guanjia.registers.RegisterLists;
import io.guanjia.web.Paging;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** 房屋台账: the premises with who owns, rents, answers and owes. */
@Controller
class PremisesListPages {

    private final PremisesList premises;
    private final RegisterLists lists;

    PremisesListPages(PremisesList premises, RegisterLists lists) {
        this.premises = premises;
        this.lists = lists;
    }

    @GetMapping("/communities/{c}/premises")
    String list(@PathVariable long c, HttpServletRequest request, Paging paging, Model model) {
        return lists.show(premises, c, request, paging, model, "workplace/premises");
    }
}
