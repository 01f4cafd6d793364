package io.guanjia;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.transaction.TransactionManager;

/** The walls between the rooms, and the rules that hold in all of them. */
class HouseTest {

    private static final String GENERATED = "io.guanjia.db..";
    private static JavaClasses house;

    @BeforeAll
    static void walkThrough() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.guanjia");
    }

    @Test
    void hasNoCircleAndTouchesOnlyWhatARoomMakesPublic() {
        ApplicationModules.of(GuanjiaApplication.class, JavaClass.Predicates.resideInAPackage(GENERATED))
                .verify();
    }

    @Test
    void hasOnlyFlatRoomsThatStandOnAFloorAndSayWhatTheyAreFor() {
        for (String name : packages()) {
            String room = name.replaceFirst("io\\.guanjia\\.?", "");
            if (!room.isEmpty()) {
                assertThat(Floors.isRoom(room))
                        .as("%s is a room on a floor", name)
                        .isTrue();
                var info = house.get(name + ".package-info");
                assertThat(info.isAnnotatedWith(ApplicationModule.class) && info.isAnnotatedWith(NullMarked.class))
                        .as("%s has a package-info with @ApplicationModule and @NullMarked", name)
                        .isTrue();
            }
        }
    }

    @Test
    void usesRoomsOfLowerFloorsOnly() {
        classes().that(are(inARoom())).should(useOnlyWhatItMay()).check(house);
    }

    @Test
    void writesAtHomeAndReadsDownwards() {
        List<String> trespasses = new ArrayList<>();
        for (var use : SqlOfARoom.in(Path.of("target/classes"))) {
            if (use.writes() && !use.room().equals(use.schema())) {
                trespasses.add(use.where() + " writes " + use.schema());
            } else if (!Floors.mayRead(use.room(), use.schema())) {
                trespasses.add(use.where() + " reads " + use.schema());
            }
        }
        assertThat(trespasses).isEmpty();
    }

    @Test
    void knowsNoFloatingPoint() {
        var floating = JavaClass.Predicates.belongToAnyOf(double.class, float.class, Double.class, Float.class);
        fields().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .notHaveRawType(floating)
                .check(house);
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .notHaveRawReturnType(floating)
                .check(house);
    }

    @Test
    void asksTheClockForTheTime() {
        noClasses()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe("the time is not the injected clock's", HouseTest::ownTime))
                .orShould()
                .callConstructor(java.util.Date.class)
                .check(house);
    }

    @Test
    void namesItsClassesAfterTheBusiness() {
        noClasses()
                .that()
                .areNotAssignableTo(TransactionManager.class)
                .should()
                .haveNameMatching(".*(Service|Impl|Manager|Helper|Utils?|DTO|Dto|VO|BO|Repository)")
                .check(house);
    }

    /** The framework's csrf() puts a store of its own into the filters of the context that all tests share. */
    @Test
    void sendsTheTokensOfFormsAsABrowserDoes() {
        noClasses()
                .should()
                .callMethod(SecurityMockMvcRequestPostProcessors.class, "csrf")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                        .importPackages("io.guanjia"));
    }

    private static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        house.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith("io.guanjia.db"))
                .forEach(packages::add);
        return packages;
    }

    private static String roomOf(JavaClass type) {
        String[] names = type.getPackageName().split("\\.");
        return names.length > 2 && type.getPackageName().startsWith("io.guanjia.") ? names[2] : "";
    }

    private static DescribedPredicate<JavaClass> inARoom() {
        return DescribedPredicate.describe("in a room", type -> Floors.isRoom(roomOf(type)));
    }

    private static ArchCondition<JavaClass> useOnlyWhatItMay() {
        return new ArchCondition<>("use rooms of lower floors, and generated tables of such rooms, only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (var dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (!allowed(roomOf(type), target)) {
                        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean allowed(String room, JavaClass target) {
        String other = roomOf(target);
        if (other.equals("db")) {
            String[] names = target.getPackageName().split("\\.");
            return names.length > 3 && Floors.mayRead(room, names[3]);
        }
        return !Floors.isRoom(other) || Floors.mayUse(room, other);
    }

    private static boolean ownTime(JavaMethodCall call) {
        MethodCallTarget target = call.getTarget();
        String owner = target.getOwner().getName();
        boolean takesAClock = target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
        boolean now = owner.startsWith("java.time.") && target.getName().equals("now") && !takesAClock;
        boolean ownClock = owner.equals("java.time.Clock")
                && target.getName().startsWith("system")
                && !call.getOriginOwner().isEquivalentTo(GuanjiaApplication.class);
        return now
                || ownClock
                || (owner.equals("java.lang.System") && target.getName().equals("currentTimeMillis"));
    }
}
