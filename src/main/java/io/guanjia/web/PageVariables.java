package io.guanjia.web;

import org.springframework.stereotype.Component;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** What every template may ask, error pages included; Thymeleaf refuses beans in attributes, so they are variables. */
@Component
class PageVariables {

    PageVariables(ThymeleafViewResolver views, Shell shell, Address here, Tones tones, FormErrors formErrors) {
        views.addStaticVariable("shell", shell);
        views.addStaticVariable("here", here);
        views.addStaticVariable("tones", tones);
        views.addStaticVariable("formErrors", formErrors);
    }
}
