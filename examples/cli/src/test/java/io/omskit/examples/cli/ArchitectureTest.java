package io.omskit.examples.cli;

import static com.tngtech.archunit.lang.conditions.ArchConditions.never;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between packages and modules, and the rules that can be read from class files. One import serves all. */
class ArchitectureTest {
    private static final String ROOT = "io.omskit.";

    /** Packages of core from the innermost outwards. Those of one row do not see each other; a row sees the rows before it. */
    private static final List<Set<String>> CORE = List.of(
            Set.of("value", "address"),
            Set.of("decision", "store", "connect"),
            Set.of("rule"),
            Set.of("fact"),
            Set.of("catalog"),
            Set.of("order", "stock"),
            Set.of("fulfillment", "risk"),
            Set.of("insight", "access"),
            Set.of("engine"),
            Set.of("testkit"));

    /** Modules that see core and themselves only. */
    private static final Set<String> OUTER_MODULES = Set.of("channels", "logistics", "finance");

    private static final Set<String> EXACT_PACKAGES = Set.of("value", "order", "stock", "fulfillment", "finance");
    private static final Set<String> INEXACT_TYPES = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    /** The classes that may read the wall clock; everybody else is handed an {@code InstantSource}. */
    private static final Set<String> WALL_CLOCKS = Set.of("io.omskit.engine.WallClock");

    private static final Set<String> HOST_TYPES = Set.of("java.", "javax.", ROOT, "org.jspecify.");
    private static final int MAX_TYPES_PER_PACKAGE = 20;
    private static final int MAX_PUBLIC_PERCENT = 60;

    /** The neutral values of core are public by nature; its share has to come down as its workings grow, never up. */
    private static final int MAX_PUBLIC_PERCENT_OF_CORE = 63;

    /** In a smaller module a share says nothing yet. */
    private static final int SHARE_COUNTS_FROM_TYPES = 10;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.omskit");

    @Test
    void packagesOfCoreSeeOnlyThePackagesFurtherIn() {
        check(classes()
                .that(are("in core", type -> coreRow(segment(type)) >= 0))
                .should(have("dependencies that point inwards", ArchitectureTest::outwardDependencies)));
    }

    @Test
    void outerModulesSeeCoreAndThemselvesOnly() {
        check(classes()
                .that(are("in an outer module", type -> OUTER_MODULES.contains(segment(type))))
                .should(have("dependencies on core only", type -> ownDependencies(type)
                        .filter(dependency -> coreRow(segment(dependency.getTargetClass())) < 0)
                        .map(Dependency::getDescription))));
    }

    @Test
    void everyPackageIsNamedInTheDesign() {
        check(classes().should(have("a package of the design", type -> Stream.of(segment(type))
                .filter(name -> coreRow(name) < 0 && !OUTER_MODULES.contains(name) && !name.equals("examples"))
                .map(name -> type.getName() + " is in the unknown package " + ROOT + name))));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.omskit.(**)").should().beFreeOfCycles());
    }

    @Test
    void moneyAndQuantitiesAreNeverBinaryFractions() {
        check(classes()
                .that(are("exact", type -> EXACT_PACKAGES.contains(segment(type))))
                .should(have("no double and no float", ArchitectureTest::inexactMembers)));
    }

    @Test
    void theWallClockIsReadInOneClass() {
        check(classes()
                .that(are("not a wall clock", type -> !WALL_CLOCKS.contains(outermost(type))))
                .should(have("no access to the wall clock", type -> type.getAccessesFromSelf().stream()
                        .filter(ArchitectureTest::readsWallClock)
                        .map(JavaAccess::getDescription))));
    }

    @Test
    void nothingSleeps() {
        check(classes().should(have("no sleep", type -> type.getAccessesFromSelf().stream()
                .filter(access -> access.getTarget().getName().equals("sleep"))
                .filter(access -> access.getTargetOwner()
                        .getName()
                        .matches("java\\.lang\\.Thread|java\\.util\\.concurrent\\.TimeUnit"))
                .map(JavaAccess::getDescription))));
    }

    @Test
    void librariesDoNotPrint() {
        check(classes().that(are("in a library", ArchitectureTest::isLibrary)).should(never(ACCESS_STANDARD_STREAMS)));
    }

    @Test
    void publicSignaturesNameNoThirdPartyType() {
        check(classes()
                .that(are("visible to hosts", ArchitectureTest::isVisible))
                .should(have("signatures of own and JDK types", ArchitectureTest::foreignTypes)));
    }

    @Test
    void publicSignaturesDeclareNoCheckedException() {
        check(classes()
                .that(are("visible to hosts", ArchitectureTest::isVisible))
                .should(have("no checked exceptions", type -> type.getCodeUnits().stream()
                        .filter(ArchitectureTest::isVisible)
                        .flatMap(unit -> unit.getThrowsClause().stream()
                                .filter(thrown -> !thrown.getRawType().isAssignableTo(RuntimeException.class))
                                .map(thrown -> unit.getFullName() + " declares "
                                        + thrown.getRawType().getName())))));
    }

    @Test
    void namesSayWhatAThingIs() {
        Pattern empty = Pattern.compile(".*(Utils?|Helper|Manager|Impl|DTO|Dto|Service|VO)");
        Pattern layer = Pattern.compile(".*\\.(utils?|impl|common)(\\..*)?");
        check(classes().should(have("a name of the business", type -> Stream.of(type)
                .filter(one -> empty.matcher(one.getSimpleName()).matches()
                        || layer.matcher(one.getPackageName()).matches())
                .map(one -> one.getName() + " is named after nothing in particular"))));
    }

    @Test
    void packagesStaySmall() {
        Map<String, List<JavaClass>> tooLarge =
                new TreeMap<>(topLevelLibraryTypes().collect(groupingBy(JavaClass::getPackageName)));
        tooLarge.values().removeIf(types -> types.size() <= MAX_TYPES_PER_PACKAGE);
        List<String> found = tooLarge.entrySet().stream()
                .map(entry -> entry.getKey() + " has " + entry.getValue().size() + " types")
                .toList();
        assertEquals(List.of(), found, "packages with more than " + MAX_TYPES_PER_PACKAGE + " top-level types");
    }

    @Test
    void mostTypesOfAModuleAreItsOwnBusiness() {
        Set<String> providers = Sources.serviceProviders();
        Map<String, List<JavaClass>> modules = topLevelLibraryTypes()
                .filter(type -> !providers.contains(type.getName()))
                .collect(groupingBy(
                        type -> OUTER_MODULES.contains(segment(type)) ? segment(type) : "core",
                        TreeMap::new,
                        toList()));
        List<String> found = new ArrayList<>();
        modules.forEach((module, types) -> {
            // a public type in a package that is not exported is nobody else's business either
            long open = types.stream()
                    .filter(ArchitectureTest::isPublic)
                    .filter(type -> !Sources.isKeptInside(type.getPackageName()))
                    .count();
            int most = module.equals("core") ? MAX_PUBLIC_PERCENT_OF_CORE : MAX_PUBLIC_PERCENT;
            if (types.size() >= SHARE_COUNTS_FROM_TYPES && open * 100 > (long) types.size() * most) {
                found.add(module + ": " + open + " of " + types.size() + " top-level types are public");
            }
        });
        assertEquals(List.of(), found, "modules with more than " + MAX_PUBLIC_PERCENT + " % public top-level types");
    }

    private static Stream<String> outwardDependencies(JavaClass type) {
        int row = coreRow(segment(type));
        return ownDependencies(type)
                .filter(dependency -> {
                    int target = coreRow(segment(dependency.getTargetClass()));
                    return target < 0 || target >= row;
                })
                .map(Dependency::getDescription);
    }

    /** Dependencies on other packages or modules of the project. */
    private static Stream<Dependency> ownDependencies(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> dependency
                        .getTargetClass()
                        .getBaseComponentType()
                        .getName()
                        .startsWith(ROOT))
                .filter(dependency -> !segment(dependency.getTargetClass()).equals(segment(type)));
    }

    private static Stream<String> inexactMembers(JavaClass type) {
        Stream<String> fields = type.getFields().stream()
                .filter(field -> isInexact(field.getType()))
                .map(JavaField::getFullName);
        Stream<String> codeUnits = type.getCodeUnits().stream()
                .filter(unit -> Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
                        .anyMatch(ArchitectureTest::isInexact))
                .map(JavaCodeUnit::getFullName);
        return Stream.concat(fields, codeUnits);
    }

    private static boolean isInexact(JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .anyMatch(
                        raw -> INEXACT_TYPES.contains(raw.getBaseComponentType().getName()));
    }

    private static boolean readsWallClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        if (owner.equals("java.util.Date") || owner.equals("java.util.Calendar")) {
            return access.getDescription().contains("<init>()>") || name.equals("getInstance");
        }
        if (owner.startsWith("java.time.")) {
            // now(Clock) is told its clock; now() and now(ZoneId) ask the machine
            return name.equals("now") && !access.getTarget().getFullName().contains("java.time.Clock")
                    || name.startsWith("system")
                    || name.startsWith("tick");
        }
        return owner.equals("java.lang.System") && name.equals("currentTimeMillis");
    }

    private static Stream<String> foreignTypes(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields =
                type.getFields().stream().filter(ArchitectureTest::isVisible).map(JavaField::getType);
        Stream<JavaType> signatures = type.getCodeUnits().stream()
                .filter(ArchitectureTest::isVisible)
                .flatMap(unit -> Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream()));
        return Stream.of(
                        supertypes,
                        fields,
                        signatures,
                        type.getTypeParameters().stream().map(JavaType.class::cast))
                .flatMap(Function.identity())
                .flatMap(used -> used.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(used -> !used.isPrimitive())
                .map(JavaClass::getName)
                .filter(name -> HOST_TYPES.stream().noneMatch(name::startsWith))
                .distinct()
                .map(name -> type.getName() + " shows " + name);
    }

    private static Stream<JavaClass> topLevelLibraryTypes() {
        return CLASSES.stream()
                .filter(ArchitectureTest::isLibrary)
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info")
                        && !type.getSimpleName().equals("module-info"));
    }

    private static boolean isLibrary(JavaClass type) {
        return !segment(type).equals("examples");
    }

    private static boolean isPublic(HasModifiers member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static boolean isVisible(HasModifiers member) {
        return isPublic(member) || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    /** Whether a host can name the type: it and all types around it are public. */
    private static boolean isVisible(JavaClass type) {
        return isLibrary(type)
                && isPublic(type)
                && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
    }

    /** The first package name after {@code io.omskit}: a package of core, an outer module, or {@code examples}. */
    private static String segment(JavaClass type) {
        String rest = type.getBaseComponentType().getPackageName();
        return rest.startsWith(ROOT) ? rest.substring(ROOT.length()).split("\\.", 2)[0] : "";
    }

    private static int coreRow(String segment) {
        for (int row = 0; row < CORE.size(); row++) {
            if (CORE.get(row).contains(segment)) {
                return row;
            }
        }
        return -1;
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type.getName());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> test) {
        return DescribedPredicate.describe("are " + what, test);
    }

    /** A condition that holds where {@code violations} finds nothing. */
    private static ArchCondition<JavaClass> have(String what, Function<JavaClass, Stream<String>> violations) {
        return new ArchCondition<>("have " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                violations.apply(type).forEach(text -> events.add(SimpleConditionEvent.violated(type, text)));
            }
        };
    }
}
