package io.guanjia.web;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * Bean Validation for MVC that also judges single values. When one field of a form record cannot be read the record cannot be
 * made, and only value by value can the other fields be judged at the same time; Boot's own adapter leaves that out, and people
 * would correct one field only to hear about the next.
 */
class EachValue implements SmartValidator {

    private final LocalValidatorFactoryBean validator;

    EachValue(LocalValidatorFactoryBean validator) {
        this.validator = validator;
    }

    @Override
    public boolean supports(Class<?> type) {
        return validator.supports(type);
    }

    @Override
    public void validate(Object target, Errors errors) {
        validator.validate(target, errors);
    }

    @Override
    public void validate(Object target, Errors errors, Object... hints) {
        validator.validate(target, errors, hints);
    }

    @Override
    public void validateValue(
            Class<?> type, @Nullable String field, @Nullable Object value, Errors errors, Object... hints) {
        validator.validateValue(type, field, value, errors, hints);
    }

    @Override
    public <T> @Nullable T unwrap(@Nullable Class<T> type) {
        return type != null && type.isInstance(validator) ? type.cast(validator) : null;
    }
}
