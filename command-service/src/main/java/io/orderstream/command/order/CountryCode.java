package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** The text is an ISO 3166-1 alpha-2 code of a country, in capitals, or absent. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CountryCode.Validator.class)
@interface CountryCode {

    /** The form of a code, for whoever reads the API's description. */
    String FORM = "[A-Z]{2}";

    String message() default "is not an ISO 3166-1 alpha-2 country";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the JDK's table. */
    final class Validator implements ConstraintValidator<CountryCode, String> {

        @Override
        public boolean isValid(@Nullable String code, ConstraintValidatorContext context) {
            return code == null || Limits.isCountry(code);
        }
    }
}
