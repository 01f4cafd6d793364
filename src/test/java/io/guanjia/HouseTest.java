package io.guanjia;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The walls between the rooms. */
class HouseTest {
    @Test
    void keepsItsWalls() {
        ApplicationModules.of(GuanjiaApplication.class, JavaClass.Predicates.resideInAPackage("io.guanjia.db.."))
                .verify();
    }
}
